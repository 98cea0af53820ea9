package channel

import (
	"net/http"
	"testing"

	"authdoctor/checks/probe"
)

// The bodies are made up after the forms that the vendors' references and public threads show.
func TestRead(t *testing.T) {
	const page = "<!DOCTYPE html><html><title>Shop</title></html>"
	tests := []struct {
		name, channel string
		status        int
		body          string
		want          Meaning
		quote         string
		sure          bool
	}{
		{"shopify good", "shopify", 200, `{"count":12}`, Good, "", false},
		{"shopify wrong token", "shopify", 401, `{"errors":"[API] Invalid API key or access token (unrecognized login or wrong password)"}`, WrongSecret, "[API] Invalid API key or access token (unrecognized login or wrong password)", true},
		{"shopify scope", "shopify", 403, `{"errors":"[API] This action requires merchant approval for read_orders scope."}`, NoPermission, "[API] This action requires merchant approval for read_orders scope.", true},
		{"shopify firewall", "shopify", 403, page, Unclear, "", false},
		{"shopify no shop", "shopify", 404, `{"errors":"Not Found"}`, NotThere, "Not Found", true},
		{"shopify no shop, a page", "shopify", 404, page, NotThere, "", true},
		{"shopify frozen", "shopify", 402, `{"errors":"Unavailable Shop"}`, Closed, "Unavailable Shop", true},
		{"shopify frozen, bare", "shopify", 402, ``, Closed, "", true},
		{"shopify locked", "shopify", 423, `{"errors":"Locked"}`, Closed, "Locked", true},
		{"shopify too many", "shopify", 429, `{"errors":"Exceeded 2 calls per second for api client."}`, Unclear, "Exceeded 2 calls per second for api client.", false},
		{"shopify a page", "shopify", 200, page, WebPage, "", false},
		{"shopify redirect", "shopify", 301, ``, Unclear, "", false},
		{"shopify something else", "shopify", 200, `{"errors":"Internal"}`, Unclear, "Internal", false},

		{"woo good", "woocommerce", 200, `[{"id":7}]`, Good, "", false},
		{"woo good, no orders, behind a byte order mark", "woocommerce", 200, "\ufeff[]", Good, "", false},
		{"woo wrong key", "woocommerce", 401, `{"code":"woocommerce_rest_authentication_error","message":"Consumer key is invalid.","data":{"status":401}}`, WrongSecret, "Consumer key is invalid.", true},
		{"woo wrong secret", "woocommerce", 401, `{"code":"woocommerce_rest_authentication_error","message":"Consumer secret is invalid."}`, WrongSecret, "Consumer secret is invalid.", true},
		{"woo no read right", "woocommerce", 401, `{"code":"woocommerce_rest_authentication_error","message":"The API key provided does not have read permissions."}`, NoPermission, "The API key provided does not have read permissions.", true},
		{"woo header lost", "woocommerce", 401, `{"code":"woocommerce_rest_cannot_view","message":"Sorry, you cannot list resources.","data":{"status":401}}`, SecretOrPermission, "Sorry, you cannot list resources.", true},
		{"woo closed API", "woocommerce", 401, `{"code":"rest_cannot_access","message":"DRA: Only authenticated users can access the REST API."}`, Blocked, "DRA: Only authenticated users can access the REST API.", true},
		{"woo plugin off", "woocommerce", 404, `{"code":"rest_no_route","message":"No route was found matching the URL and request method."}`, NotThere, "No route was found matching the URL and request method.", true},
		{"woo plain permalinks", "woocommerce", 404, page, NotThere, "", false},
		{"woo password of a staging site", "woocommerce", 401, page, Unclear, "", false},
		{"woo firewall", "woocommerce", 403, page, Unclear, "", false},
		{"woo firewall in plain text", "woocommerce", 403, "error code: 1020", Unclear, "error code: 1020", false},
		{"woo maintenance", "woocommerce", 503, page, Unclear, "", false},
		{"woo wrong address", "woocommerce", 200, page, WebPage, "", false},

		{"bigcommerce good", "bigcommerce", 200, `{"count":3,"statuses":[]}`, Good, "", false},
		{"bigcommerce wrong token", "bigcommerce", 401, ``, WrongSecret, "", true},
		{"bigcommerce scope", "bigcommerce", 403, `{"status":403,"title":"You don't have a required scope to access the endpoint","type":"x"}`, NoPermission, "You don't have a required scope to access the endpoint", true},
		{"bigcommerce version gone", "bigcommerce", 410, `{"status":410,"title":"Gone"}`, NotThere, "Gone", true},
		{"bigcommerce other 403", "bigcommerce", 403, `{"status":403,"title":"Authentication Required"}`, SecretOrPermission, "Authentication Required", true},

		{"shipstation good", "shipstation", 200, `[{"name":"UPS"}]`, Good, "", false},
		{"shipstation wrong", "shipstation", 401, `401 Unauthorized`, WrongSecret, "401 Unauthorized", true},
		{"shipstation run out", "shipstation", 403, `{"request_id":"1","errors":[{"error_type":"account_status","error_code":"subscription_inactive","message":"The subscription is inactive."}]}`, Closed, "The subscription is inactive.", true},

		{"magento good", "magento", 200, `{"total_count":5}`, Good, "", false},
		{"magento good, empty", "magento", 200, `{"items":[],"total_count":0}`, Good, "", false},
		{"magento refused", "magento", 401, `{"message":"The consumer isn't authorized to access %resources.","parameters":{"resources":"Magento_Sales::actions_view"}}`, SecretOrPermission, "The consumer isn't authorized to access %resources.", true},
		{"magento refused, older", "magento", 401, `{"message":"Consumer is not authorized to access %resources"}`, SecretOrPermission, "Consumer is not authorized to access %resources", true},
		{"magento refused, escaped", "magento", 401, `{"message":"The consumer isn\u0027t authorized to access %resources."}`, SecretOrPermission, "The consumer isn't authorized to access %resources.", true},
		{"magento no route", "magento", 404, `{"message":"Request does not match any route."}`, NotThere, "Request does not match any route.", true},

		{"squarespace good", "squarespace", 200, `{"id":"5"}`, Good, "", false},
		{"squarespace wrong", "squarespace", 401, `{"type":"AUTHORIZATION_ERROR","message":"You are not authorized to do that."}`, WrongSecret, "You are not authorized to do that.", true},

		{"generic good", "generic", 200, page, Good, "", false},
		{"generic wrong", "generic", 401, `{"error":"no"}`, WrongSecret, "no", false},
		{"generic wrong, a page", "generic", 401, page, Unclear, "", false},
		{"generic no right", "generic", 403, `{"error":"insufficient_scope"}`, NoPermission, "insufficient_scope", true},
		{"generic no right, no words", "generic", 403, `{}`, NoPermission, "", false},
		{"no answer", "generic", 0, ``, Unclear, "", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a, err := ByID(tt.channel).Access("http://127.0.0.1:1", "", "user", planted)
			if err != nil {
				t.Fatal(err)
			}
			got := a.Read(&probe.Exchange{Status: tt.status, Header: http.Header{}, Body: []byte(tt.body)})
			if got.Means != tt.want || got.Quote != tt.quote || got.Sure != tt.sure {
				t.Errorf("%+v, want meaning %d, quote %q, sure %v", got, tt.want, tt.quote, tt.sure)
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	f.Add(200, "application/json", []byte(`{"count":1}`))
	f.Add(401, "text/html", []byte("<html>"))
	f.Add(403, "", []byte(`{"errors":["\ud800"]}`))
	f.Fuzz(func(t *testing.T, status int, kind string, body []byte) {
		for _, c := range All() {
			for _, user := range []string{"", "user"} {
				a, err := c.Access("http://127.0.0.1:1", "", user, planted)
				if err != nil {
					continue
				}
				r := a.Read(&probe.Exchange{Status: status, Header: http.Header{"Content-Type": {kind}}, Body: body})
				if r.Means == Good && (status < 200 || status > 299) {
					t.Fatalf("%s: status %d is good", c.ID, status)
				}
				if len(r.Quote) > 2400 {
					t.Fatalf("%s: a quote of %d bytes", c.ID, len(r.Quote))
				}
			}
		}
	})
}
