package measure

import (
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/klauspost/cpuid/v2"

	"github.com/copydesk-go/copydesk/examples/benchmark/internal/tool"
)

// ThisMachine describes the machine that the program runs on.
func ThisMachine() Machine {
	return Machine{
		GoVersion: runtime.Version(),
		OS:        runtime.GOOS,
		Arch:      runtime.GOARCH,
		CPU:       cpuid.CPU.BrandName,
		Cores:     runtime.NumCPU(),
	}
}

// Describe returns the tools with the versions that the program is built with.
func Describe(tools []tool.Tool) []ToolInfo {
	versions := map[string]string{}
	if build, ok := debug.ReadBuildInfo(); ok {
		for _, dep := range build.Deps {
			versions[dep.Path] = dep.Version
			// A folder takes the module's place.
			if dep.Replace != nil && !strings.HasPrefix(dep.Replace.Version, "v") {
				versions[dep.Path] = "of this checkout"
			}
		}
	}
	var out []ToolInfo
	for _, t := range tools {
		out = append(out, ToolInfo{Name: t.Name, Module: t.Module, Version: versions[t.Module]})
	}
	return out
}
