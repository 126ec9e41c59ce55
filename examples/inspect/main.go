// Inspect shows in a browser what copydesk makes of a saved page, line by line,
// and helps to write rules for it.
//
//	go run ./examples/inspect page.html [-rules pack.json]... [-addr localhost:8080]
//
// The page is HTML or text that was scraped from one, and may be compressed with
// gzip. Click a line to see why it is what it is, copy a rule for it, and paste
// it into the pack: the browser shows at once what it does, as it does after
// every change of the page or a pack. A pack that does not exist yet may be
// named; what is wrong with one is shown above the page.
//
// The program writes nothing. It answers requests to its own address alone.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/signal"
	"slices"
	"strings"
	"time"

	"github.com/copydesk-go/copydesk/clean/packs"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	status := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(status)
}

// options are what the arguments say.
type options struct {
	page, addr, kind, url, charset string
	packs                          []string
}

// run serves until the context ends, and returns the exit status: 0 then, 1
// where it cannot serve, 2 for wrong usage.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	opts, err := parseArgs(args, stderr)
	if errors.Is(err, flag.ErrHelp) {
		return 0
	}
	if err != nil {
		fmt.Fprintf(stderr, "inspect: %v\n", err)
		return 2
	}
	desk, err := newDesk(ctx, opts)
	if err != nil {
		fmt.Fprintf(stderr, "inspect: %v\n", err)
		return 1
	}
	listener, err := net.Listen("tcp", opts.addr)
	if err != nil {
		fmt.Fprintf(stderr, "inspect: %v\n", err)
		return 1
	}
	fmt.Fprintf(stdout, "http://%s shows %s. Press Ctrl-C to stop.\n", shownAddr(opts.addr, listener.Addr()), opts.page)
	server := &http.Server{Handler: handler(desk, opts.addr), ReadHeaderTimeout: 10 * time.Second}
	go desk.watch(ctx, interval)
	go func() {
		<-ctx.Done()
		server.Close()
	}()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		fmt.Fprintf(stderr, "inspect: %v\n", err)
		return 1
	}
	return 0
}

// shownAddr is the address that was asked for, with the port that it got.
func shownAddr(asked string, got net.Addr) string {
	host, _, err := net.SplitHostPort(asked)
	_, port, err2 := net.SplitHostPort(got.String())
	if err != nil || err2 != nil {
		return got.String()
	}
	if host == "" {
		host = "localhost"
	}
	return net.JoinHostPort(host, port)
}

func parseArgs(args []string, stderr io.Writer) (options, error) {
	var o options
	flags := flag.NewFlagSet("inspect", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.StringVar(&o.addr, "addr", "localhost:8080", "`address` to serve at; port 0 is any that is free")
	flags.Func("rules", "`pack` of rules: a file, or the name of one of copydesk's own\n("+strings.Join(packs.Names(), ", ")+"); may be given again", func(path string) error {
		if path == "" {
			return errors.New("no pack is named")
		}
		o.packs = append(o.packs, path)
		return nil
	})
	flags.StringVar(&o.kind, "kind", "auto", "`kind` of the page: auto, html or text")
	flags.StringVar(&o.url, "url", "", "the page's `address`, by which packs for single sites apply")
	flags.StringVar(&o.charset, "charset", "", "the page's character encoding, by `name` (default: found from the page)")
	flags.Usage = func() {}
	// Flags may stand before the page and after it.
	var pages []string
	for {
		if err := flags.Parse(args); err != nil {
			if errors.Is(err, flag.ErrHelp) {
				fmt.Fprint(stderr, "usage: inspect [flags] PAGE\n\nShows in a browser what becomes of each line of a saved page, and why.\n\n")
				flags.SetOutput(stderr)
				flags.PrintDefaults()
			}
			return o, err
		}
		if args = flags.Args(); len(args) == 0 {
			break
		}
		pages, args = append(pages, args[0]), args[1:]
	}
	switch {
	case len(pages) == 0:
		return o, errors.New("no page is named: inspect [flags] PAGE")
	case len(pages) > 1:
		return o, fmt.Errorf("one page at a time: %s and %s are named", pages[0], pages[1])
	case !slices.Contains([]string{"auto", "html", "text"}, o.kind):
		return o, fmt.Errorf("-kind %q is not one of auto, html, text", o.kind)
	}
	o.page = pages[0]
	return o, nil
}
