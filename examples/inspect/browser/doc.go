// Package browser tests the report and the inspector in a real browser:
// headless Chromium, driven over the DevTools protocol. It is a module of its
// own for the sake of that. Where no Chromium is installed the tests skip.
package browser
