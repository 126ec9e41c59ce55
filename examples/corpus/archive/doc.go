// Package archive reads pages out of the files that crawls are kept in: folders
// of pages, tar, WARC and WET, JSON lines and Parquet, compressed or not.
//
//	f, err := archive.Open(path, archive.Options{})
//	if err != nil { … }
//	defer f.Close()
//	for {
//		record, err := f.Next()
//		if err == io.EOF { break }
//		if err != nil { … } // nothing more can be read
//		page, err := record.Page()
//		…
//	}
//
// Files are read as streams; no more than one record is held at a time, and none
// that is larger than Options.MaxBytes. A record that is broken does not end the
// file: Record.Page returns a *RecordError that says where it stands, and Next
// goes on with the record after it. Finding records is cheap and has an order;
// taking them apart (Record.Page) is not and may be done by many goroutines.
package archive
