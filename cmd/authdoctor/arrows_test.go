package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// layer is the height of each room of the house. An import goes to a lower height only.
var layer = map[string]int{
	"checks/lazyregexp": -1,
	"logparse":          0, "checks/cause": 0, "checks/redact": 0, "checks/probe": 0, "checks/qwc": 0,
	"checks/vendors": 1, "checks/webconnector": 1, "checks/machine": 1, "checks/channel": 1,
	"checks":     2,
	"checks/fix": 3, "checks/simulator": 3,
	"checks/report":  4,
	"tui/background": 5, "tui/say": 5, "tui": 6, "tui/plain": 7,
	"cmd/authdoctor": 8,
}

// sourceFiles calls f for each Go file of the module, with its folder and name by slashes.
func sourceFiles(t *testing.T, f func(dir, name string, file *ast.File)) {
	t.Helper()
	root := filepath.Join("..", "..")
	count := 0
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && path != root && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata") {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(path, ".go") {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		count++
		i := strings.LastIndexByte(rel, '/')
		f(rel[:max(i, 0)], rel[i+1:], file)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if count < 50 {
		t.Fatalf("only %d Go files were found: the walk is broken", count)
	}
}

func TestImportsGoDownOnly(t *testing.T) {
	sourceFiles(t, func(dir, name string, file *ast.File) {
		if strings.HasSuffix(file.Name.Name, "_test") {
			return
		}
		from, known := layer[dir]
		if !known {
			t.Errorf("%s/%s: folder %q has no place in the house: add it to the layers, or move the file", dir, name, dir)
			return
		}
		for _, spec := range file.Imports {
			path, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			to, ours := strings.CutPrefix(path, "authdoctor/")
			if !ours {
				continue
			}
			if layer[to] >= from {
				t.Errorf("%s/%s imports %s, which is not below it", dir, name, to)
			}
		}
	})
}

func TestOnlyCommandsPrint(t *testing.T) {
	sourceFiles(t, func(dir, name string, file *ast.File) {
		if strings.HasPrefix(dir, "cmd/") || strings.HasSuffix(name, "_test.go") {
			return
		}
		ast.Inspect(file, func(n ast.Node) bool {
			sel, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			pkg, ok := sel.X.(*ast.Ident)
			if ok && pkg.Name == "fmt" && strings.HasPrefix(sel.Sel.Name, "Print") {
				t.Errorf("%s/%s calls fmt.%s: only cmd writes to the process's streams", dir, name, sel.Sel.Name)
			}
			if ok && pkg.Name == "os" && (sel.Sel.Name == "Stdout" || sel.Sel.Name == "Stderr" || sel.Sel.Name == "Exit") {
				t.Errorf("%s/%s uses os.%s: only cmd touches the process", dir, name, sel.Sel.Name)
			}
			return true
		})
	})
}

func TestProductDoesNotImportTesting(t *testing.T) {
	sourceFiles(t, func(dir, name string, file *ast.File) {
		if strings.HasSuffix(name, "_test.go") {
			return
		}
		for _, spec := range file.Imports {
			if spec.Path.Value == `"testing"` {
				t.Errorf("%s/%s imports testing", dir, name)
			}
		}
	})
}

func TestFourFolders(t *testing.T) {
	entries, err := os.ReadDir(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	rooms := map[string]bool{"cmd": true, "logparse": true, "checks": true, "tui": true}
	for _, e := range entries {
		if !e.IsDir() && strings.HasSuffix(e.Name(), ".go") {
			t.Errorf("%s: no Go file belongs beside the four folders", e.Name())
		}
	}
	sourceFiles(t, func(dir, name string, _ *ast.File) {
		top, _, _ := strings.Cut(dir, "/")
		if !rooms[top] {
			t.Errorf("%s/%s is outside the four folders", dir, name)
		}
	})
}
