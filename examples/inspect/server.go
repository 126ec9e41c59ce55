package main

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"net"
	"net/http"
)

//go:embed shell
var shell embed.FS

// The policies of the page around the report and of the report, beside the one
// that it brings along.
const (
	shellPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'; " +
		"base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
	reportPolicy = "frame-ancestors 'self'"
)

// handler serves a desk to browsers that ask for addr.
func handler(d *desk, addr string) http.Handler {
	files, err := fs.Sub(shell, "shell")
	if err != nil {
		panic(err) // The name is not valid, which embedding has checked.
	}
	mux := http.NewServeMux()
	mux.Handle("GET /", policy(shellPolicy, http.FileServerFS(files)))
	mux.Handle("GET /report", policy(reportPolicy, http.HandlerFunc(d.serveReport)))
	mux.HandleFunc("GET /events", d.serveEvents)
	mux.HandleFunc("GET /favicon.ico", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !isOwnHost(r.Host, addr) {
			http.Error(w, "This is not the address that inspect serves.", http.StatusForbidden)
			return
		}
		h := w.Header()
		h.Set("Cache-Control", "no-store")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		mux.ServeHTTP(w, r)
	})
}

// isOwnHost reports whether a request is for this server by name. A page of
// another site that has its name stand for this machine (DNS rebinding) asks by
// that name.
func isOwnHost(asked, addr string) bool {
	host, _, err := net.SplitHostPort(asked)
	if err != nil {
		host = asked
	}
	own, _, _ := net.SplitHostPort(addr)
	return host == "localhost" || host == own || net.ParseIP(host) != nil
}

func policy(value string, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", value)
		next.ServeHTTP(w, r)
	})
}

func (d *desk) serveReport(w http.ResponseWriter, _ *http.Request) {
	v, _ := d.now()
	if v.report == nil {
		http.Error(w, "There is nothing to show: "+v.status.Problem, http.StatusServiceUnavailable)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Write(v.report)
}

// serveEvents sends the status, and again whenever there is another view
// (HTML Living Standard, server-sent events).
func (d *desk) serveEvents(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	flush := http.NewResponseController(w)
	for {
		v, changed := d.now()
		data, err := json.Marshal(v.status)
		if err != nil {
			return
		}
		if _, err := fmt.Fprintf(w, "data: %s\n\n", data); err != nil {
			return
		}
		if err := flush.Flush(); err != nil {
			return
		}
		select {
		case <-changed:
		case <-r.Context().Done():
			return
		}
	}
}
