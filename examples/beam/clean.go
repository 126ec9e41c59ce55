package main

import (
	"bytes"
	"context"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"

	"github.com/copydesk-go/copydesk/clean"
	"github.com/copydesk-go/copydesk/examples/corpus/archive"
	"github.com/copydesk-go/copydesk/examples/corpus/shard"
	"github.com/copydesk-go/copydesk/examples/corpus/sitenoise"
	"github.com/copydesk-go/copydesk/examples/corpus/step"
	"github.com/copydesk-go/copydesk/extract"
)

// Config is what workers have to know. It travels as JSON.
type Config struct {
	Output           string
	Format, Compress string
	Archive          archive.Options
	// Noise says that rows have what was removed.
	Noise bool
	Packs []PackFile
	// SiteNoise says what lines of a site are noise; nil does not look for them.
	SiteNoise *sitenoise.Options
}

// PackFile is a rule pack as it was read from a file.
type PackFile struct {
	Name string
	Data []byte
}

// limits are the options of every extractor.
func (c Config) limits() extract.Option { return extract.WithMaxBytes(int64(c.Archive.MaxBytes)) }

// step returns the work on one page.
func (c Config) step(keys sitenoise.Keys) (*step.Step, error) {
	rules := []extract.Option{c.limits()}
	for _, file := range c.Packs {
		pack, err := clean.LoadPack(named{bytes.NewReader(file.Data), file.Name})
		if err != nil {
			return nil, err
		}
		rules = append(rules, extract.WithPacks(pack))
	}
	if keys != nil {
		rules = append(rules, extract.WithRules(keys.Rule()))
	}
	return step.New(step.Options{Noise: c.Noise, Extract: rules})
}

// named is a reader that knows the name of its file.
type named struct {
	*bytes.Reader
	name string
}

func (n named) Name() string { return n.name }

// Counters of the pipeline. An engine that tries a task again may count it again.
var (
	countedDocuments = newCounter("documents")
	countedArticles  = newCounter("articles")
	countedErrors    = newCounter("errors")
	countedSkipped   = newCounter("skipped")
	countedBytes     = newCounter("bytes")
	countedNoise     = newCounter("noise_lines")
	countedShards    = newCounter("shards")
	countedSiteNoise = newCounter("site_noise_lines")
	countedSites     = newCounter("judged_sites")
)

// namespace is that of the counters.
const namespace = "copydesk"

func newCounter(name string) beam.Counter { return beam.NewCounter(namespace, name) }

// Cleaner writes the shards of tasks.
type Cleaner struct {
	perTask
	Config Config

	step *step.Step
}

// clean writes the shard of a task and returns its number of rows. It asks for the keys of site noise, where
// there are any, once: they are the same for all tasks.
func (c *Cleaner) clean(ctx context.Context, t Task, keys func() sitenoise.Keys) (rows int64, err error) {
	if c.step == nil {
		var noise sitenoise.Keys
		if keys != nil {
			noise = keys()
		}
		work, err := c.Config.step(noise)
		if err != nil {
			return 0, err
		}
		c.step = work
	}
	format, err := shard.ByName(c.Config.Format, c.Config.Compress)
	if err != nil {
		return 0, err
	}
	err = writeShard(ctx, folderOf(c.Config.Output), format, int(t.Index), func(w *shard.Writer) error {
		defer func() { rows = int64(w.Rows()) }()
		return t.records(ctx, c.Config.Archive, func(record *archive.Record, lost error) error {
			return c.record(ctx, format, w, record, lost)
		})
	})
	if err == nil {
		countedShards.Inc(ctx, 1)
	}
	return rows, err
}

// record writes the row of a record.
func (c *Cleaner) record(ctx context.Context, format shard.Format, w *shard.Writer, record *archive.Record, lost error) error {
	row, outcome := step.Row{Path: record.Path, Offset: record.Offset}, step.Broken
	if lost != nil {
		row.Error = lost.Error()
	} else {
		var err error
		if row, outcome, err = c.step.Do(ctx, record); err != nil {
			return err
		}
	}
	if !outcome.IsRow() {
		countedSkipped.Inc(ctx, 1)
		return nil
	}
	item, outcome, err := format.Prepare(&row, outcome)
	if err != nil {
		return err
	}
	if err := w.Add(item); err != nil {
		return err
	}
	countedDocuments.Inc(ctx, 1)
	countedBytes.Inc(ctx, row.Bytes)
	countedNoise.Inc(ctx, int64(row.Counts.Noise))
	switch {
	case outcome == step.Article:
		countedArticles.Inc(ctx, 1)
	case outcome.IsError():
		countedErrors.Inc(ctx, 1)
	}
	return nil
}
