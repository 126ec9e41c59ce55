package caption

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestDateJSON(t *testing.T) {
	for s, d := range map[string]Date{`"2024-08-30"`: {2024, 8, 30}, `"2019-05"`: {2019, 5, 0}, `"2019"`: {2019, 0, 0}, `""`: {}} {
		data, err := json.Marshal(d)
		require.NoError(t, err)
		assert.Equal(t, s, string(data))
		var back Date
		require.NoError(t, json.Unmarshal([]byte(s), &back))
		assert.Equal(t, d, back)
	}
	for _, s := range []string{`"2024-8-30"`, `"2024-02-30"`, `"2024-13"`, `"0000"`, `"soon"`, `5`, `"2024-00-01"`} {
		var d Date
		assert.Error(t, json.Unmarshal([]byte(s), &d), s)
	}
	data, err := json.Marshal(Caption{Text: "x"})
	require.NoError(t, err)
	assert.JSONEq(t, `{"text":"x"}`, string(data))
}

func TestCaptionJSON(t *testing.T) {
	c := Parse("Jo Brandt speaks, Friday, Aug. 30, 2024, in Johnstown, Pa. (AP Photo/Al Rowe, File)")
	data, err := json.Marshal(c)
	require.NoError(t, err)
	assert.JSONEq(t, `{"text":"Jo Brandt speaks, Friday, Aug. 30, 2024, in Johnstown, Pa.","place":"Johnstown, Pa.","taken":"2024-08-30",
		"credit":{"raw":"AP Photo/Al Rowe, File","creators":["Al Rowe"],"agencies":["AP"],"kind":"file"}}`, string(data))
	var back Caption
	require.NoError(t, json.Unmarshal(data, &back))
	assert.Equal(t, c, back)
	data, err = json.Marshal(c.SchemaOrg())
	require.NoError(t, err)
	assert.JSONEq(t, `{"@context":"https://schema.org","@type":"ImageObject","caption":"Jo Brandt speaks, Friday, Aug. 30, 2024, in Johnstown, Pa.",
		"creditText":"AP Photo/Al Rowe, File","creator":[{"@type":"Person","name":"Al Rowe"}],"provider":[{"@type":"Organization","name":"AP"}],
		"dateCreated":"2024-08-30","contentLocation":{"@type":"Place","name":"Johnstown, Pa."}}`, string(data))
}
