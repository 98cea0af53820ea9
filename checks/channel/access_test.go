package channel

import (
	"encoding/base64"
	"errors"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"authdoctor/checks/probe"
	"authdoctor/checks/redact"
)

const planted = redact.Secret("shpat_0f9c1e77aa4242b1")

func TestTableIsSound(t *testing.T) {
	want := []string{"shopify", "woocommerce", "bigcommerce", "shipstation", "magento", "squarespace", "generic"}
	if got := IDs(); !slices.Equal(got, want) {
		t.Fatalf("the channels are %v, want %v", got, want)
	}
	for _, c := range All() {
		if c.Name == "" || !strings.HasSuffix(c.Find, ".") || len(c.ways) == 0 {
			t.Errorf("%s: name %q, find %q, %d ways", c.ID, c.Name, c.Find, len(c.ways))
		}
		for _, w := range c.ways {
			if w.secret == "" || w.ask != "" && !strings.HasPrefix(w.ask, "/") {
				t.Errorf("%s: secret %q, ask %q", c.ID, w.secret, w.ask)
			}
			if c.ID != "generic" && (w.ask == "" || w.good == "") {
				t.Errorf("%s: it is not said what is asked (%q) and how the right answer looks (%q)", c.ID, w.ask, w.good)
			}
			if strings.Contains(w.place.base, "{name}") != (len(w.place.names) > 0) || w.place.base != "" && !strings.HasPrefix(w.place.base, "https://") {
				t.Errorf("%s: base %q with names %q", c.ID, w.place.base, w.place.names)
			}
			if (w.place.base == "" || len(w.place.names) > 0) && !strings.HasSuffix(w.place.example, ".") {
				t.Errorf("%s: it is not said how to write its address", c.ID)
			}
			for _, expr := range append(slices.Clone(w.place.names), w.good) {
				regexp.MustCompile(expr)
			}
			for _, expr := range w.place.names {
				if !strings.HasPrefix(expr, "^") || !strings.HasSuffix(expr, "$") {
					t.Errorf("%s: %q is not tied to both ends, so that another host may pass for the channel's", c.ID, expr)
				}
			}
		}
		for _, s := range c.says {
			regexp.MustCompile(s.body)
			if s.means == Unclear || s.means == Good || s.words != "" && !strings.HasSuffix(s.words, ".") {
				t.Errorf("%s: %+v", c.ID, s)
			}
		}
	}
	if ByID(" Shopify ") == nil || ByID("shopware") != nil || ByID("") != nil {
		t.Error("channels are not found by their ids")
	}
}

func TestAddressLeadsToTheAPI(t *testing.T) {
	tests := []struct{ channel, typed, site, user, want string }{
		{"shopify", "harbortea.myshopify.com", "", "", "https://harbortea.myshopify.com"},
		{"shopify", "http://HarborTea.myshopify.com/admin/orders?x=1", "", "", "https://harbortea.myshopify.com"},
		{"shopify", "https://admin.shopify.com/store/harbor-tea/settings", "", "", "https://harbor-tea.myshopify.com"},
		{"shopify", "", "https://harbortea.myshopify.com/", "", "https://harbortea.myshopify.com"},
		{"shopify", "harbortea", "", "", "https://harbortea.myshopify.com"},
		{"shopify", "http://127.0.0.1:8080/x?secret=1", "", "", "http://127.0.0.1:8080/x"},
		{"woocommerce", "harbortea.example", "", "ck_1", "https://harbortea.example"},
		{"woocommerce", "https://harbortea.example/store/wp-admin/admin.php?page=wc", "", "ck_1", "https://harbortea.example/store"},
		{"woocommerce", "", "https://harbortea.example/", "ck_1", "https://harbortea.example"},
		{"woocommerce", "https://u:p@harbortea.example/#top", "", "ck_1", "error: user name or password"},
		{"woocommerce", "http://harbortea.example", "", "ck_1", "http://harbortea.example"},
		{"bigcommerce", "https://api.bigcommerce.com/stores/abc123/v3/", "", "", "https://api.bigcommerce.com/stores/abc123"},
		{"bigcommerce", "store-abc123.mybigcommerce.com/manage", "", "", "https://api.bigcommerce.com/stores/abc123"},
		{"bigcommerce", "abc123", "", "", "https://api.bigcommerce.com/stores/abc123"},
		{"shipstation", "", "", "key", "https://ssapi.shipstation.com"},
		{"shipstation", "", "", "", "https://api.shipstation.com"},
		{"shipstation", "ship9.shipstation.com", "", "", "https://api.shipstation.com"},
		{"magento", "https://shop.example/shop/index.php/admin_x", "", "", "https://shop.example/shop"},
		{"magento", "https://shop.example/restaurant", "", "", "https://shop.example/restaurant"},
		{"squarespace", "https://harbortea.example", "", "", "https://api.squarespace.com"},
		{"generic", "https://shop.example/api/me?full=1", "", "u", "https://shop.example/api/me?full=1"},
		{"generic", "https://shop.example/api/me", "", "", "https://shop.example/api/me"},

		{"shopify", "", "https://harbortea.example/", "", "error: missing"},
		{"shopify", "https://harbortea.example", "", "", "error: .myshopify.com"},
		{"shopify", "https://myshopify.com.evil.example", "", "", "error: .myshopify.com"},
		{"shopify", "evil.example/harbortea.myshopify.com", "", "", "error: .myshopify.com"},
		{"shopify", "https://x@evil.example", "", "", "error: user name"},
		{"woocommerce", "", "", "ck_1", "error: missing"},
		{"woocommerce", "https://shop.example", "", "", "error: consumer key"},
		{"woocommerce", "https://shop.example", "", "ck_1:cs_2", "error: colon"},
		{"woocommerce", "https://shop.example", "", "ck_1\r\nHost: evil", "error: line break"},
		{"woocommerce", "htp:/shop", "", "ck_1", "error: for example"},
		{"bigcommerce", "https://harbortea.example", "", "", "error: mybigcommerce"},
		{"generic", "", "", "", "error: missing"},
	}
	for _, tt := range tests {
		a, err := ByID(tt.channel).Access(tt.typed, tt.site, tt.user, planted)
		if want, bad := strings.CutPrefix(tt.want, "error: "); bad {
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%s %q: %v, want an error that speaks of %q", tt.channel, tt.typed, err, want)
			}
			continue
		}
		if err != nil || a.Base != tt.want {
			t.Errorf("%s %q: %v %v, want %q", tt.channel, tt.typed, a, err, tt.want)
		}
	}
	if _, err := ByID("shopify").Access("", "", "", planted); !errors.Is(err, ErrNoAddress) {
		t.Errorf("no address gives %v", err)
	}
	if _, err := ByID("shopify").Access("x", "", "", "bad\nsecret"); err == nil || strings.Contains(err.Error(), "secret\n") || strings.Contains(err.Error(), "bad") {
		t.Errorf("a secret with a line break gives %v", err)
	}
}

func TestRequestCarriesTheSecretOnceAndOnlyInItsHeader(t *testing.T) {
	basic := "Basic " + base64.StdEncoding.EncodeToString([]byte("ck_key:"+planted.Reveal()))
	tests := []struct{ channel, user, header, want, ask string }{
		{"shopify", "", "X-Shopify-Access-Token", planted.Reveal(), "/admin/api/2025-10/orders/count.json"},
		{"woocommerce", "ck_key", "Authorization", basic, "/wp-json/wc/v3/orders"},
		{"bigcommerce", "", "X-Auth-Token", planted.Reveal(), "/v2/orders/count"},
		{"shipstation", "ck_key", "Authorization", basic, "/carriers"},
		{"shipstation", "", "Api-Key", planted.Reveal(), "/v2/carriers"},
		{"magento", "", "Authorization", "Bearer " + planted.Reveal(), "/rest/V1/orders"},
		{"squarespace", "", "Authorization", "Bearer " + planted.Reveal(), "/1.0/authorization/website"},
		{"generic", "ck_key", "Authorization", basic, ""},
		{"generic", "", "Authorization", "Bearer " + planted.Reveal(), ""},
	}
	for _, tt := range tests {
		a, err := ByID(tt.channel).Access("http://127.0.0.1:1", "", tt.user, " "+planted+"\n")
		if err != nil {
			t.Fatal(err)
		}
		r := a.Request(time.Second)
		u, err := url.Parse(r.URL)
		if err != nil || u.Path != tt.ask || r.Method != "" || r.Body != nil || r.Jar != nil || r.MaxBody != maxBody {
			t.Errorf("%s: %v %s %+v", tt.channel, err, u.Path, r)
		}
		if r.Header.Get(tt.header) != tt.want {
			t.Errorf("%s: header %s is %q, want %q", tt.channel, tt.header, r.Header.Get(tt.header), tt.want)
		}
		if strings.Contains(r.URL, planted.Reveal()) || strings.Contains(r.URL, "ck_key") {
			t.Errorf("%s: the secret stands in %s", tt.channel, r.URL)
		}
		if len(r.Header) != 2 {
			t.Errorf("%s: headers %v", tt.channel, r.Header)
		}
	}
}

// Whatever is typed, the secret goes to the channel's own host, or to this computer.
func FuzzAccess(f *testing.F) {
	for _, s := range []string{"harbortea", "https://harbortea.myshopify.com@evil.example", "http://[::1]:80/x", "https://api.bigcommerce.com/stores/../x",
		"store-a.mybigcommerce.com.evil.example", "//evil.example/a.myshopify.com", "localhost.evil.example", "\x00", "http://127.0.0.1@evil.example/"} {
		f.Add(s)
	}
	official := map[string][]string{"shopify": {".myshopify.com"}, "bigcommerce": {"api.bigcommerce.com"}, "shipstation": {"api.shipstation.com", "ssapi.shipstation.com"},
		"squarespace": {"api.squarespace.com"}}
	f.Fuzz(func(t *testing.T, typed string) {
		for _, c := range All() {
			a, err := c.Access(typed, "", "user", planted)
			if err != nil {
				continue
			}
			u, err := url.Parse(a.Request(time.Second).URL)
			if err != nil || u.Host == "" || u.User != nil {
				t.Fatalf("%s %q leads to %q: %v", c.ID, typed, a.Base, err)
			}
			hosts, fixed := official[c.ID]
			if fixed && !probe.Loopback(u.Host) && !slices.ContainsFunc(hosts, func(h string) bool {
				return u.Host == h || strings.HasPrefix(h, ".") && strings.HasSuffix(u.Host, h)
			}) {
				t.Fatalf("%s %q leads to %q", c.ID, typed, u.Host)
			}
			if fixed && u.Scheme != "https" && !probe.Loopback(u.Host) {
				t.Fatalf("%s %q is asked without encryption: %s", c.ID, typed, u)
			}
		}
	})
}
