package machine

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"authdoctor/checks/lazyregexp"
)

// secretValue says whether a value's name speaks of a secret. Such a value is never read.
func secretValue(name string) bool {
	low := strings.ToLower(name)
	return slices.ContainsFunc([]string{"pass", "pwd", "secret", "token", "masterkey"}, func(s string) bool { return strings.Contains(low, s) })
}

var guids = lazyregexp.New(`[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}`)

// appOf makes an application of a key's values; nil where nothing in it looks like one: an address or an id of its own.
func appOf(key, at string, values map[string]string) *App {
	a := &App{Name: key, Key: at}
	for _, name := range slices.Sorted(maps.Keys(values)) {
		v, low := values[name], strings.ToLower(name)
		switch {
		case v == "":
			continue
		case low == "appname":
			a.Name = v
		case isURL(v) && a.URL == "" && !strings.Contains(low, "support") && !strings.Contains(low, "cert"):
			a.URL = v
		case strings.Contains(low, "user") && a.User == "":
			a.User = v
		case strings.Contains(strings.ReplaceAll(low, "_", ""), "autorun"):
			a.AutoRun = truth(v)
		case strings.Contains(low, "minute"):
			a.EveryMinutes = minutes(v)
		}
		if ids := guids.FindAllString(v, 8); ids != nil && len(a.IDs) < 16 {
			for _, id := range ids {
				a.IDs = append(a.IDs, strings.ToLower(id))
			}
		}
	}
	if a.URL == "" && len(a.IDs) == 0 {
		return nil
	}
	return a
}

func isURL(v string) bool {
	low := strings.ToLower(v)
	return strings.HasPrefix(low, "https://") || strings.HasPrefix(low, "http://")
}

// truth reads a yes or a no as programs write them.
func truth(v string) Known {
	switch strings.ToLower(strings.TrimSpace(v)) {
	case "true", "yes", "on", "1":
		return Yes
	case "false", "no", "off", "0":
		return No
	}
	return NotKnown
}

// minutes reads a number of minutes, at most a week; else 0.
func minutes(v string) int {
	n, err := strconv.Atoi(strings.TrimSpace(v))
	if err != nil || n < 1 || n > 7*24*60 {
		return 0
	}
	return n
}

// isConnector says whether a text names the Web Connector's program.
func isConnector(s string) bool {
	low := strings.ToLower(strings.ReplaceAll(s, " ", ""))
	return strings.Contains(low, "qbwebconnector") || strings.Contains(low, "webconnector.lnk")
}

// isQuickBooks says whether a name of the list of installed programs is QuickBooks itself, and none of its helpers.
func isQuickBooks(name string) bool {
	low := strings.ToLower(name)
	if !strings.Contains(low, "quickbooks") {
		return false
	}
	for _, helper := range []string{"web connector", "tool hub", "redistributable", "runtime", "pdf", "file doctor", "install", "diagnostic", "sdk", "database server", "update", "messenger"} {
		if strings.Contains(low, helper) {
			return false
		}
	}
	return true
}
