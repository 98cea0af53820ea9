package report

import (
	"fmt"
	"io"
	"time"

	"authdoctor/checks"
)

// PlanSchema names the document of a plan.
const PlanSchema = "authdoctor.plan/v1"

type (
	planJSON struct {
		Schema  string           `json:"schema"`
		Vendor  string           `json:"vendor"`
		From    time.Time        `json:"from"`
		To      time.Time        `json:"to"`
		Orders  int              `json:"orders_per_day,omitempty"`
		Most    int              `json:"orders_a_run,omitempty"`
		Seconds float64          `json:"limit_seconds,omitempty"`
		Runs    []plannedRunJSON `json:"runs"`
		Assumed []string         `json:"assumed"`
	}
	plannedRunJSON struct {
		From   time.Time `json:"from"`
		To     time.Time `json:"to"`
		Hours  float64   `json:"hours"`
		Halved bool      `json:"halved,omitempty"`
	}
)

// PlanJSON writes a plan as the document authdoctor.plan/v1. in is what it was made from.
func PlanJSON(w io.Writer, in checks.PlanInput, p *checks.Plan) error {
	doc := planJSON{Schema: PlanSchema, From: in.From, To: in.To, Orders: in.OrdersPerDay, Runs: []plannedRunJSON{}, Assumed: p.Assumed}
	if v := in.Vendor; v != nil {
		doc.Vendor, doc.Most, doc.Seconds = v.ID, v.Limit.OrdersMax, v.Limit.Seconds
	}
	for _, r := range p.Runs {
		doc.Runs = append(doc.Runs, plannedRunJSON{r.From, r.To, r.To.Sub(r.From).Hours(), r.Halved})
	}
	return encode(w, doc)
}

// PlanText writes a plan as a numbered list of dates to set, and what was assumed.
func PlanText(w io.Writer, in checks.PlanInput, p *checks.Plan, o Options) error {
	page := newPage(w, o)
	limit := ""
	if in.Vendor != nil && in.Vendor.Limit.Seconds > 0 {
		limit = fmt.Sprintf(", each within the %.0f seconds that %s gives one", in.Vendor.Limit.Seconds, in.Vendor.Name)
	}
	for _, s := range wrap(fmt.Sprintf("PLAN     %s%s", plural(len(p.Runs), "run"), limit), page.width) {
		page.line(page.paint(Bold, s))
	}
	const form = "2 Jan 2006 15:04"
	digits := len(fmt.Sprint(len(p.Runs)))
	for i, r := range p.Runs {
		text := fmt.Sprintf("  %*d  %-17s to  %-17s", digits, i+1, r.From.Format(form), r.To.Format(form))
		if r.Halved {
			text += "  halved"
		}
		page.line(cut(text, page.width))
	}
	page.paragraph(0, "Run them one after the other: set start and end, run the Web Connector, wait for its end. The order does not matter.")
	for _, s := range p.Assumed {
		page.block("  assumed", wrap(s, page.width-page.margin()), 0)
	}
	return page.err
}
