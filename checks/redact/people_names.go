package redact

// personNames are the names whose values are people, their companies and their machines. The elements are those of
// qbXML (QuickBooks SDK, OSR) and of the SOAP calls; the others stand in the Web Connector's log and in services' texts.
var personNames = []naming{
	{id: "user name", kind: User, style: word, whole: true, only: notProse,
		names: []string{"username", "user name", "user", "uid", "user id", "login", "login name", "logon", "account name", "windows account", "windows user", "nvu user"},
		samples: samples{
			hits: []string{
				`Authenticating to application 'Example App', username = '«bob»'`, `with following parameters:<userName="«bob»"><password=<MaskedForSecurity>`, `<UserName>«bob»</UserName>`,
				`<strUserName>«bob»</strUserName>`, `user=«bob»;`, `"user":"«bob»"`, `username: «bob42x»`, `User '«kristy»' is unknown`, `login failed for user "«kristy»".`, `user «kristy42» logged in`, `User name: «kristy»`, `Windows account «kristy42»`, `user: «kristy» pass: «hunter2»`, `user «kristy», password «swordfish»`, `["strUserName"]=> string(6) "«kristy»"`, `('strUserName', '«kristy»')`, `strUserName -> «kristy», strPassword -> «hunter2»`, `&lt;UserName&gt;«bob»&lt;/UserName&gt;`,
			},
			misses: []string{`user: the service knows none`, `userName=""`, `user 0x80040408`, `user can not`, `user: unknown`, `login: failed`, `User: the one`, `username = '<user-1>'`, `Unknown username or password`}}},
	{id: "person", kind: Person, style: free, whole: true,
		names: []string{"full name", "first name", "last name", "middle name", "given name", "family name", "surname", "print as", "name on check", "contact name", "customer name", "vendor name", "employee name", "bill to", "ship to", "attention", "name on card", "cardholder", "card holder name", "cardholder name", "display name", "nickname", "nice name", "duplicate name", "customer note", "order note", "gift message"},
		samples: samples{
			hits:   []string{`<FullName>«Kristy Abercrombie:Bath»</FullName>`, `first_name=«Kristy»`, `"lastName": "«Abercrombie»"`, `Customer name: «Kristy Abercrombie»`},
			misses: []string{`<FullName></FullName>`, `firstname`}}},
	{id: "qbXML name", kind: Person, style: free, whole: true, only: inElement,
		names: []string{"name", "contact", "altcontact", "salutation", "memo", "note", "notes", "job desc", "signature", "employee", "description", "desc", "other", "sales rep"},
		samples: samples{
			hits:   []string{`<Name>«Kristy Abercrombie»</Name>`, `<Memo>«for Kristy»</Memo>`, `<Contact>«K. A.»</Contact>`},
			misses: []string{`<AppName>Example App</AppName>`, `Name: Example`, `<DataExtName>AppLock</DataExtName>`}}},
	{id: "address field", kind: Address, style: free, whole: true, only: inElement,
		names: []string{"addr1", "addr2", "addr3", "addr4", "addr5", "address", "address1", "address2", "city", "state", "postal code", "zip", "zip code", "street", "county", "province"},
		samples: samples{
			hits:   []string{`<Addr1>«5647 Cypress Hill Rd»</Addr1>`, `<City>«Bayshore»</City>`, `<PostalCode>«94326»</PostalCode>`},
			misses: []string{`<BillAddress><Country>US</Country></BillAddress>`, `address: https://shop.example`}}},
	{id: "name as a label", kind: Person, style: free, whole: true, only: asName,
		names: []string{"name", "contact", "customer", "owner", "client", "employee", "vendor", "buyer", "recipient", "author", "created by", "updated by", "reported by", "contact person", "sales rep", "reporter", "assignee", "manager", "bookkeeper", "accountant", "caller", "billing name", "shipping name", "sold to"},
		samples: samples{
			hits:   []string{`Name: «Kristy Abercrombie»`, `"name": "«Kristy Abercrombie»"`, `"customer":"«Zoë Lindqvist»"`, `Customer: «Kristy Q. Abercrombie», new`, `name="«Kristy Abercrombie»"`, `- Contact: «Kristy Abercrombie» (office)`, `name="«Kristy Abercrombie» "`, `Error saving customer: «Kristy Abercrombie»`},
			misses: []string{`Application name: Harbor Tea`, `Name: Connex Sync`, `"name": "QuickBooks Desktop"`, `name=x`, `Vendor: Not Found`, `Customer: 12`, `AppName: Harbor Tea`}}},
	{id: "address data", kind: Address, style: free, whole: true, only: inData,
		names: []string{"address_1", "address_2", "street1", "street2", "line1", "line2", "city", "town", "suburb", "zip", "zip code", "postal code", "postcode", "address1", "address2", "street", "province", "county"},
		samples: samples{
			hits:   []string{`"address_1":"«969 Market»","city":"«Oakville»","postcode":"«94103»"`, `'zip': '«94103»'`},
			misses: []string{`"city":""`, `city: x`, `"state":"finished"`, `street level`}}},
	{id: "address name", kind: Address, style: free, whole: true,
		names:   []string{"billing address", "shipping address", "street address", "postal address", "mailing address"},
		samples: samples{hits: []string{`Billing address: «5647 Cypress Hill Rd, Bayshore»`, `"street_address":"«5647 Cypress Hill Rd»"`}, misses: []string{`<BillingAddress><City></City></BillingAddress>`}}},
	{id: "phone field", kind: Phone, style: free, whole: true,
		names:   []string{"phone", "alt phone", "phone number", "mobile", "fax", "telephone", "cell phone", "phone1", "phone2", "altfax", "contact value", "pager", "work phone", "home phone"},
		samples: samples{hits: []string{`<Phone>«415-555-6579»</Phone>`, `Tel. and phone: «0049 30 123456»`, `"fax":"«5556579»"`}, misses: []string{`headphones=2`}}},
	{id: "e-mail field", kind: Email, style: word, whole: true, only: inElement, names: []string{"email", "cc", "email address", "from", "to"},
		samples: samples{hits: []string{`<Email>«kristy at mail»</Email>`}, misses: []string{`to: do`}}},
	{id: "machine", kind: Machine, style: word, whole: true,
		names: []string{"computer name", "machine name", "host name", "user domain", "logon server", "netbios name", "user dns domain", "workstation", "pc name", "client computer"},
		samples: samples{
			hits:   []string{`COMPUTERNAME=«FRONTDESK-PC»`, `Computer name: «FRONTDESK-PC»`, `<MachineName>«FRONTDESK-PC»</MachineName>`},
			misses: []string{`the machine name is shown below`}}},
	{id: "company", kind: Company, style: free, whole: true,
		names: []string{"company name", "legal company name", "company", "business name"},
		samples: samples{
			hits:   []string{`<CompanyName>«Rock Castle Construction»</CompanyName>`, `company = "«Rock Castle»"`, `Company name: «Rock Castle»`},
			misses: []string{`company file`, `<CompanyName/>`}}},
}
