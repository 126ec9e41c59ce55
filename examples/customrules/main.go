// Customrules checks rule packs:
//
//	go run ./examples/customrules -check pack.json
//
// It reads each pack as strictly as copydesk does, runs the tests that the pack
// brings, and names rules that no test makes speak. The exit status is 1 when a
// pack is wrong or a test fails, 2 for wrong usage.
//
// The folders beside it are three short programs with rules of their own:
//
//	go run ./examples/customrules/gorule        rules in Go, for a newspaper's house style
//	go run ./examples/customrules/packfile      the same rules, from a pack
//	go run ./examples/customrules/cliplanguage  video players in another language
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/copydesk-go/copydesk/clean"
	"github.com/copydesk-go/copydesk/clean/cleantest"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

const usage = `usage: customrules -check PACK.json...

Checks rule packs and runs their tests.
`

func run(args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("customrules", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	check := flags.Bool("check", false, "check packs")
	err := flags.Parse(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprint(stderr, usage)
		return 0
	case err != nil:
		fmt.Fprintf(stderr, "customrules: %v\n", err)
		return 2
	case !*check || flags.NArg() == 0:
		fmt.Fprint(stderr, usage)
		return 2
	}
	status := 0
	for _, path := range flags.Args() {
		if !checkPack(path, stdout, stderr) {
			status = 1
		}
	}
	return status
}

// checkPack reports whether the pack in a file and its tests are good.
func checkPack(path string, stdout, stderr io.Writer) bool {
	f, err := os.Open(path)
	if err != nil {
		fmt.Fprintf(stderr, "customrules: %v\n", err)
		return false
	}
	defer f.Close()
	pack, err := clean.LoadPack(f)
	if err != nil {
		fmt.Fprintf(stderr, "customrules: %v\n", err)
		return false
	}
	result, err := cleantest.CheckPack(pack)
	if err != nil {
		fmt.Fprintf(stderr, "customrules: %s: %v\n", path, err)
		return false
	}
	for _, failure := range result.Failures {
		fmt.Fprintln(stdout, failure)
	}
	for _, rule := range result.Idle {
		fmt.Fprintf(stdout, "%s: no test makes rule %q speak\n", path, rule)
	}
	verdict := "ok"
	if n := len(result.Failures); n > 0 {
		verdict = fmt.Sprintf("%d lines are not as expected", n)
	}
	fmt.Fprintf(stdout, "%s: pack %q, %d rules, %d tests: %s\n", path, pack.Name, len(pack.Rules()), len(pack.Tests), verdict)
	return len(result.Failures) == 0
}
