package tool

import "net/url"

func copydeskHTML([]byte, *url.URL) (Output, error) { return Output{}, ErrNotYet }

func copydeskText([]byte, *url.URL) (Output, error) { return Output{}, ErrNotYet }
