// Package caption reads the captions and credits of news pictures.
package caption
