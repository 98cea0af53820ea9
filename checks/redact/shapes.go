package redact

// shapes are the secrets that can be told by their look. The beginnings are those that the issuers document.
var shapes = []shape{
	{id: "woocommerce key", kind: Token, begin: []string{"ck_", "cs_"}, least: 16,
		samples: samples{hits: []string{`key «ck_0123456789abcdef0123456789abcdef01234567» used`, `(«cs_0123456789abcdef0123456789abcdef01234567»)`}, misses: []string{`stock_status`, `check_in`, `docs_are_here`}}},
	{id: "shopify token", kind: Token, begin: []string{"shpat_", "shpca_", "shppa_", "shpss_", "shpua_"}, least: 16,
		samples: samples{hits: []string{`«shpat_0123456789abcdef0123456789abcdef»`}, misses: []string{`shpat_ is how they begin`}}},
	{id: "payment key", kind: Token, begin: []string{"sk_live_", "sk_test_", "rk_live_", "rk_test_", "pk_live_", "whsec_", "sq0atp-", "sq0csp-"}, more: "-_", least: 12,
		samples: samples{hits: []string{`«sk_live_0123456789abcdef»`}, misses: []string{`risk_live_view`}}},
	{id: "cloud key", kind: Token, begin: []string{"akia", "asia"}, least: 16,
		samples: samples{hits: []string{`«AKIAIOSFODNN7EXAMPLE»`}, misses: []string{`Asia/Singapore`, `asiatic lilies for the garden`}}},
	{id: "forge token", kind: Token, begin: []string{"ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "glpat-", "npm_", "dop_v1_"}, more: "_-", least: 16,
		samples: samples{hits: []string{`«ghp_0123456789abcdefABCDEF0123456789abcd»`}, misses: []string{`npm_config_cache`}}},
	{id: "chat token", kind: Token, begin: []string{"xoxb-", "xoxp-", "xoxa-", "xoxr-", "xoxs-", "xapp-"}, more: "-", least: 10,
		samples: samples{hits: []string{`«xoxb-123456789012-abcdefABCDEF»`}, misses: []string{`xoxb- is a beginning`}}},
	{id: "google key", kind: Token, begin: []string{"aiza", "ya29."}, more: "-_", least: 20,
		samples: samples{hits: []string{`«AIzaSyA0123456789abcdefghijklmnopqrstu»`}, misses: []string{`Aizawa`}}},
	{id: "signed token", kind: Token, begin: []string{"eyj"}, more: "-_.=", least: 20,
		samples: samples{hits: []string{`«eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJlMTIz»`}, misses: []string{`Eyjafjallajökull`, `keyjobs`}}},
	{id: "bearer", kind: Token, begin: []string{"bearer "}, more: "-._~+/=", least: 8,
		samples: samples{hits: []string{`sent «Bearer abcDEF012345»`}, misses: []string{`the bearer of this letter`, `Bearer realm="x"`}}},
	{id: "basic", kind: Token, begin: []string{"basic "}, more: "+/=-_", least: 6,
		samples: samples{hits: []string{`sent «Basic dXNlcjpwYXNz» to it`}, misses: []string{`basic authentication`, `Basic realm="x"`, `the basic settings`}}},
}
