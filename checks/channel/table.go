package channel

import "slices"

// ownNames are the parts of an address that a person copies from the administration of a shop of WordPress and Magento, or from
// another program's settings. The API stands in front of them.
var (
	wordpressPaths = []string{"/wp-json", "/wp-admin", "/wp-login.php", "/wc-api"}
	magentoPaths   = []string{"/rest", "/index.php", "/admin", "/soap", "/graphql"}
)

const ownExample = "Write the shop's address as in the browser, for example https://shop.example.com."

// table is all channels, in display order. The questions and their answers are those of the vendors' own references, named at
// each row.
var table = []Channel{
	// shopify.dev: "REST Admin API, Order: count", "API response status and error codes", "Authentication". A version that is no
	// longer supported is answered by the oldest one that is.
	{
		ID: "shopify", Name: "Shopify",
		Find: "A shop's own app shows its Admin API access token once, under Settings, Apps, Develop apps; the token of a vendor's app is seen by the vendor alone.",
		ways: []way{{
			secret: "Admin API access token", ask: "/admin/api/2025-10/orders/count.json", header: "X-Shopify-Access-Token", good: `"count"\s*:\s*\d`, orders: true,
			place: place{base: "https://{name}.myshopify.com", names: []string{
				`^([a-z0-9][a-z0-9-]*)\.myshopify\.com([:/?#].*)?$`, `^admin\.shopify\.com/store/([a-z0-9][a-z0-9-]*)([/?#].*)?$`, `^([a-z0-9][a-z0-9-]*)$`,
			}, example: "Write the shop's name at Shopify, which ends in .myshopify.com, for example harbortea.myshopify.com; it stands under Settings, Domains."},
		}},
		says: []saying{
			{body: `(?i)unavailable shop`, means: Closed},
			{status: []int{401}, means: WrongSecret},
			{status: []int{403}, body: `(?i)\bscopes?\b|merchant approval|access denied`, means: NoPermission},
			{status: []int{404}, means: NotThere, words: "Shopify has no shop of this name."},
		},
	},
	// woocommerce.github.io/woocommerce-rest-api-docs: "Authentication over HTTPS", "List all orders"; the codes are those of
	// class-wc-rest-authentication.php and of the orders controller in github.com/woocommerce/woocommerce, rest_no_route is
	// WordPress's own; rest_cannot_access and its like are those of plugins that close the API to all.
	{
		ID: "woocommerce", Name: "WooCommerce",
		Find: "Keys are made under WooCommerce, Settings, Advanced, REST API.",
		ways: []way{{
			user: "consumer key", secret: "consumer secret", key: "API key", ask: "/wp-json/wc/v3/orders?per_page=1&_fields=id", good: `^\s*\[`, orders: true,
			place: place{cut: wordpressPaths, example: ownExample},
		}},
		says: []saying{
			{body: `(?i)does not have read permissions`, means: NoPermission},
			{status: []int{401, 403}, body: `(?i)consumer (key|secret) is invalid|invalid signature`, means: WrongSecret},
			{status: []int{401, 403}, body: `woocommerce_rest_cannot_view`, means: SecretOrPermission,
				words: "WooCommerce did not take the key: its user may not read orders, or the web server drops the key before WooCommerce sees it."},
			{status: []int{401, 403}, body: `rest_cannot_access|rest_not_logged_in|rest_login_required|rest_api_authentication_required`, means: Blocked,
				words: "A plugin of the shop closes its API to everyone who is not logged in to WordPress."},
			{status: []int{404}, body: `rest_no_route`, means: NotThere, words: "WordPress answers, but WooCommerce's API is not there: the plugin is off, or too old."},
			{status: []int{404, 410}, means: NotThere, words: "There is no WordPress API at this address: it is not the shop's, WordPress stands in a folder below it, or permalinks are set to Plain."},
		},
	},
	// docs.bigcommerce.com: "REST API overview" (status codes), "Orders V2: get count of orders", "API accounts" (X-Auth-Token). The
	// words about scopes are quoted in public threads (github.com/NangoHQ/nango, issue 7026; bigcommerce-api-ruby, issue 134).
	{
		ID: "bigcommerce", Name: "BigCommerce",
		Find: "Tokens are made under Settings, Store-level API accounts; the API path that is shown with one holds the store's hash.",
		ways: []way{{
			secret: "access token", ask: "/v2/orders/count", header: "X-Auth-Token", good: `"count"\s*:\s*\d`, orders: true,
			place: place{base: "https://api.bigcommerce.com/stores/{name}", names: []string{
				`^api\.bigcommerce\.com/stores/([a-z0-9]+)([/?#].*)?$`, `^store-([a-z0-9]+)(-[0-9]+)?\.mybigcommerce\.com([:/?#].*)?$`, `^([a-z0-9]{4,20})$`,
			}, example: "Write the API path that BigCommerce shows, for example https://api.bigcommerce.com/stores/abc123, or the address store-abc123.mybigcommerce.com."},
		}},
		says: []saying{
			{status: []int{401}, means: WrongSecret, words: "BigCommerce does not accept the access token for this store: the token is wrong, or belongs to another store."},
			{status: []int{403}, body: `(?i)\bscope\b`, means: NoPermission},
			{status: []int{403}, body: `(?i)authentication required`, means: SecretOrPermission},
			{status: []int{404, 410}, means: NotThere, words: "BigCommerce has no store with this hash, or no longer answers this question."},
		},
	},
	// docs.shipstation.com: "V1 requirements" (Basic with API key and secret), "List carriers"; V2: "Authentication" (API-Key), "Error
	// codes" (the words for an account that has run out).
	{
		ID: "shipstation", Name: "ShipStation",
		Find: "Keys are made under Settings, Account, API Settings. A V1 key has a secret: give the key as user; a V2 key has none.",
		ways: []way{
			{user: "API key (V1)", secret: "API secret", key: "API key", ask: "/carriers", good: `^\s*\[`, place: place{base: "https://ssapi.shipstation.com"}},
			{secret: "API key (V2)", ask: "/v2/carriers", header: "API-Key", good: `"carriers"\s*:`, place: place{base: "https://api.shipstation.com"}},
		},
		says: []saying{
			{body: `subscription_inactive|trial_expired|invalid_billing_plan`, means: Closed, words: "ShipStation says that the account's plan or trial has run out."},
			{status: []int{401}, means: WrongSecret},
			{status: []int{403}, body: `"forbidden"`, means: NoPermission},
		},
	},
	// developer.adobe.com/commerce/webapi: "Token-based authentication" (integration tokens as bearer are off by default since
	// 2.4.4), "Retrieve filtered responses"; the sentence about the consumer is that of the REST controller in
	// github.com/magento/magento2, and is the same for a wrong token and one without the right.
	{
		ID: "magento", Name: "Magento",
		Find: "Tokens are made under System, Extensions, Integrations.",
		ways: []way{{
			secret: "integration access token", ask: "/rest/V1/orders?searchCriteria%5BpageSize%5D=1&fields=total_count", prefix: "Bearer ",
			good: `"(total_count|items)"\s*:`, orders: true, place: place{cut: magentoPaths, example: ownExample},
		}},
		says: []saying{
			{status: []int{401, 403}, body: `(?i)consumer is(n.{1,6}t| not) authorized`, means: SecretOrPermission,
				words: "Magento refuses the integration access token: it is wrong, it may not read sales, or the shop does not take such tokens as they are (OAuth Access Tokens as standalone Bearer tokens, off by default since 2.4.4)."},
			{status: []int{401}, body: `(?i)token.{0,40}(expired|revoked|invalid)`, means: WrongSecret},
			{status: []int{404}, body: `(?i)does not match any route`, means: NotThere, words: "Magento answers, but this part of its API is not there."},
			{status: []int{404, 410}, means: NotThere, words: "There is no Magento API at this address: it is not the shop's, or Magento stands in a folder below it."},
		},
	},
	// developers.squarespace.com/commerce-apis: "Authentication and permissions" (each valid key may read the site's public data, so
	// this question tells nothing of other rights), "Making requests", "Rate limits".
	{
		ID: "squarespace", Name: "Squarespace",
		Find: "Keys are made under Settings, Developer Tools, Developer API Keys.",
		ways: []way{{secret: "API key", ask: "/1.0/authorization/website", prefix: "Bearer ", good: `^\s*\{`, place: place{base: "https://api.squarespace.com"}}},
		says: []saying{
			{status: []int{401}, means: WrongSecret},
			{status: []int{403}, body: `(?i)permission|not authorized|forbidden`, means: NoPermission},
		},
	},
	// RFC 9110, sections 11 and 15.5; RFC 6750, section 2.1. The address is asked as it was given.
	{
		ID: "generic", Name: "the shop",
		Find: "Give the address of a question that only reads and needs the log-in, as the shop's own reference has it.",
		ways: []way{
			{user: "user name", secret: "password", key: "log-in", place: place{example: ownExample}},
			{secret: "token", prefix: "Bearer ", place: place{example: ownExample}},
		},
		says: []saying{
			{status: []int{403}, body: `(?i)\bscope\b|permission|insufficient`, means: NoPermission},
		},
	},
}

// All are all channels, in display order.
func All() []Channel { return slices.Clone(table) }

// IDs names all channels, in the same order.
func IDs() []string {
	ids := make([]string, len(table))
	for i := range table {
		ids[i] = table[i].ID
	}
	return ids
}

// ByID is the channel of an id, in any case; nil where there is none.
func ByID(id string) *Channel {
	i := slices.IndexFunc(table, func(c Channel) bool { return c.ID == lower(id) })
	if i < 0 {
		return nil
	}
	return &table[i]
}
