package redact

// namings are the names whose values are hidden. The samples mark with « » what must go.
var namings = []naming{
	{id: "password", kind: Password, style: free,
		names: []string{"password", "passwd", "passphrase", "passcode", "passwort", "kennwort", "motdepasse", "mot de passe", "contraseña", "contrasena", "senha", "wachtwoord", "пароль"},
		samples: samples{
			hits: []string{
				`password=«hunter2»`, `Password: «correct horse, battery staple»`, `{"password": "«a\"b»", "n": 1}`, `<password>«hunter2»</password>`,
				`<ns1:Password xsi:type="xsd:string">«hunter2»</ns1:Password>`, `&lt;password&gt;«hunter2»&lt;/password&gt;`, `db_password = '«hunter2»' host=db1`,
				`<password><![CDATA[«a]b»]]></password>`, `password%3D«hunter2»`, `\"password\":\"«hunter2»\"`, `the password is «hunter2».`,
				`<add key="Password" value="«hunter2»"/>`, `{"name":"password","value":"«hunter2»"}`, `p&#97;ssword=«hunter2»`, `<password=«hunter2»>`,
				"<password>\n  «hunter2»\n</password>", "Password:\n«hunter2»", `<strPassword>«hunt......»`, `p%61ssword=«hunter2»`, `\u0070assword=«hunter2»`,
				`Password is: «hunter2»`, `the password «Hunter2!» does not work`, `Bad password '«hunter»' for shop x`, `changed the password to «Hunter2!» yesterday`, `passwords.txt: «hunter2»`, `passwords.txt:«4711x»`, `my-password: «4711»`, `password.log=«4711»`, `not-password-missing: «hunter2»`,
				`userPassword=«a&b;c,d» user=5`, `My password's «kq8Shfow1»`, `password → «Hunter22»`, `password - «Hunter22»`, `with password of «Hunter22»`, `the password I typed was «swordfish»`, `das Passwort lautet «Hunter22»`,
				`x --password «swordfish» --verbose`, `x -Password "«a b»" -Server y`, `x --password=«swordfish» shopdb`, `wmic /password:«swordfish» process`, `"«swordfish»" as the password`, `password changed from «Hunter21» to «Hunter22»`, `Password was reset to «Hunter22»`, `Password (again): «hunter2»`, `password for shop: «hunter2»`, `password of bob is «hunter2»`, `passcode «482193»`, `<param name="password">«hunter»</param>`, `<setting name="Password" x="y"><value>«hunter»</value></setting>`,
				`<item><key>password</key><value>«hunter»</value></item>`, `<td>Password</td><td>«hunter»</td>`, `<dt>Password:</dt> <dd>«hunter»</dd>`, `<b>Password:</b> «hunter»`, `| Password | «hunter22» |`, `Password . . . : «hunter»`, `setPassword("«hunter»")`,
				`define('DB_PASSWORD', '«hunter»');`, `<input value="«hunter»" type="password">`,
				`user: bob pass: «hunter2»`, `user bob, password «swordfish»`, `username [bob] password [«swordfish»]`, "username `bob` and password `«swordfish»`", `strPassword «swordfish»`, `strUserName -> bob, strPassword -> «swordfish»`, `strPassword|«swordfish»`, `Invalid password («swordfish»)`,
				`["strPassword"]=> string(9) "«swordfish»"`, "[\"strPassword\"]=>\n  string(9) \"«swordfish»\"", `[strUserName] => x [strPassword] => «swordfish»`, `'strPassword' => '«swordfish»',`, `{:strPassword=>"«swordfish»"}`, `{strPassword: "«swordfish»"}`, `{'strPassword': '«swordfish»'}`, `{u'strPassword': u'«swordfish»'}`,
				`('strPassword', '«swordfish»')`, `Authenticate{strUserName=x, strPassword=«swordfish»}`, `<ns:strPassword>«swordfish»</ns:strPassword>`, `s:11:"strPassword";s:9:"«swordfish»";`, `@strPassword = N'«swordfish»'`, `strUserName=x;strPassword=«swordfish»`,
				`Password locally stored = «swordfish»`, `Password stored: «swordfish»`, `Password on file: "«a b»"`, `Password expected = «correct horse»`, `password received: «Hunter2x», user x`, `Password as typed: «swordfish»`, `password given by client = «swordfish»`, `password we expect is = «swordfish»`,
				`string strPassword = «Hunter2x» Password locally stored = «swordfish»`, `password rejected: «Hunter2x»`, `Passwort gespeichert = «swordfish»`,
			},
			misses: []string{
				`Password management - Started`, `The list of passwords is damaged`, `the passcode is remembered`, `password QBWC1012`, `the password to use`, `C:\logs\shop-password.log:1042: The text`, `my-passwords.txt:7`, `password-missing: steps 1 to 4 done`, `passwords.log:3.`, `password 0x80040408`, `password for QuickBooks: ask`, `password (the old one) is wrong`, `password of the shop is wrong`, `<password=<MaskedForSecurity>`, `QBWC1030: Password is not available for application named 'Example App'.`,
				`user kristy, password expired`, `user name and password required`, `the user bob and password policy`, `user kristy: password mismatch`, `user bob password reset requested`, `strPassword is empty`, `strPassword parameter missing`, `strPassword does not match`, `authenticate(string strUserName, string strPassword)`, `Invalid password (too short)`, `invalid password [required]`, `User bob typed a password that was refused`,
				`Enter a password. You need to enter a password before you can update.`, `password expired: see the help`, `Password stored: yes`, `Password received: none`, `Password stored: the Web Connector asks no more`, `Password length = 12`, `password last changed: 2025-05-19 13:33:54`, `password not stored: type it again`,
				`The password stored in the Web Connector is wrong: type it again`, `Password stored in the registry: QBWC1030`, `password check failed: Error401`, `password locally stored = ********`, `Password required = True`, `password attempts left: 3`, `password=""`, `<password></password>`, `<password/>`,
				`The user name or password is incorrect.`, `<th>Password</th><th>Status</th>`, `<b>Password</b> is needed`, `| Password | --- |`, `| password | missing1 | x |`, `| a | password | hunter22 |`, `the password. Then: x`, `Not a valid username and password. Job ending.`, `password=********`,
			}}},
	{id: "short password name", kind: Password, style: free, whole: true, tail: true,
		names: []string{"pwd", "pw", "user pass", "db pass", "smtp pass", "ftp pass", "sftp pass", "pass phrase", "pass word", "passin", "passout", "pswd", "psw"},
		samples: samples{
			hits: []string{`pwd=«hunter2»`, `Uid=sa;Pwd=«hunter2»;Server=db1`, `pw: «swordfish»`, `export MYSQL_PWD=«swordfish»`, `userPwd="«hunter»"`, `plink -pw «swordfish» srv`, `x --db-pass «swordfish» y`, `-passin «pass:swordfish» -z`,
				`pass phrase: «correct horse»`},
			misses: []string{`cwd: home`, `Forgot your pw?`, `upward: x`}}},
	{id: "pass", kind: Password, style: free, whole: true, tail: true, only: notProse, names: []string{"pass"},
		samples: samples{hits: []string{`<pass>«x y»</pass>`, `"pass":"«swordfish»"`, `pass=«a b»`, `pass: «hunter2»`, `SMTP_PASS=«swordfish»`, `user: bob, pass: «swordfish»`, `Stored pass: «swordfish»`, `cmdkey /user:x /pass:«swordfish»`},
			misses: []string{`all pass: good`, `passed=3`, `3 pass, 1 fail`, `bypass=1`}}},
	{id: "answer to a question", kind: Password, style: free, whole: true,
		names:   []string{"password hint", "secret answer", "security answer", "question answer", "security question answer", "maiden name", "memorable word", "clave", "contrasinal"},
		samples: samples{hits: []string{`password hint: «my dog»`, `Secret answer: «Fluffy»`, `mother's maiden name: «Smithers»`, `"security_answer":"«Fluffy»"`, `clave: «swordfish»`}, misses: []string{`the security answer was wrong`, `enclave: x`}}},
	{id: "short code", kind: Password, style: word, whole: true, tail: true, only: notProse,
		names:   []string{"pin", "otp", "totp", "cvv", "cvv2", "cvc", "cvc2", "csc", "security code", "card security code", "card code", "credit card code", "2fa code", "sms code", "login code", "access code", "your code", "security pin"},
		samples: samples{hits: []string{`<cvv>«123»</cvv>`, `<CreditCardSecurityCode>«123»</CreditCardSecurityCode>`, `pin=«4711»`, `PIN: «4821»`, `your PIN is «4821»`, `Your code is «482193»`, `2FA code «482193»`, `"otp":"«123456»"`}, misses: []string{`shopping=1`, `spin: 4`}}},
	{id: "one-time code", kind: Password, style: word, whole: true, only: notProse,
		names: []string{"authentication code", "authorization code", "auth code", "activation code", "recovery code", "backup code", "mfa code", "verification code", "one-time code", "one time code", "license number", "licence number", "license key", "licence key", "product key", "product number"},
		samples: samples{
			hits:   []string{`authentication code: «7F3K-99QX-12AB»`, `AuthCode="«7F3K99QX»"`, `the authentication code is «7F3K-22QP»`, `one-time code «482193»`, `license number «1234-5678-9012-345»`, `<LicenseNumber>«1234-5678-9012-345»</LicenseNumber>`},
			misses: []string{`Ask for a new authentication code: the old one works once`, `authorization code (it works once)`}}},
	{id: "ticket", kind: Ticket, style: word, whole: true, tail: true, only: notProse,
		names: []string{"ticket", "wc ticket", "session id", "sess id", "phpsessid", "jsessionid", "asp.net_sessionid", "sid", "connect sid", "session key"},
		samples: samples{
			hits: []string{
				`<wcTicket="«d73e6639-d3ea-e184-a128-d4dfe17ea3be»">`, `wcTicket="«abc»"`, `<ticket>«{57F3B9B1-86F1-4FCC-B1EE-566DE1813D20}»</ticket>`, `ticket={«57F3B9B1-86F1-4FCC-B1EE-566DE1813D20»}`,
				`<ns1:strTicket>«7»</ns1:strTicket>`, `ticket: «57F3B9B1-86F1-4FCC-B1EE-566DE1813D20»`, `PHPSESSID=«abc123»; path=/`,
				`QB_TICKET=«kq8shfow»`, `<ConnectionTicket>«TGT-152-kq»</ConnectionTicket>`, `the ticket is «kq8shfow12»`, `session ticket «kq8shfow12»`, "[\"ticket\"]=>\n  string(36) \"«2b0e7d30-b580-11e6-b7d0-6bd4c65bd962»\"", `string ticket = «2b0e7d30-b580-11e6-b7d0-6bd4c65bd962»`, `sessionTicket: '«abc»'`, `strTicket = «2b0e7d30»`, `wcTicket : «2b0e7d30-b580-11e6-b7d0-6bd4c65bd962»`, `New ticket generated: «15c9ce293bd3f41b761c21635b14fa06»`,
				`ticket not found: «2b0e7d30-b580-11e6-b7d0-6bd4c65bd962»`, `sendRequestXML{ticket=«2b0e7d30», x=1}`, `strTicket -> «abc»`, `ticket '«kq8shfow12»'`,
			},
			misses: []string{
				`Send a support ticket: it helps`, `ticket not found: start again`, `ticket closed: 4711`, `Ticket opened: 2025-05-19`, `ticket: 4711`, `<OwnerID>{57F3B9B1-86F1-4FCC-B1EE-566DE1813D20}</OwnerID>`, `<FileID>{90A44FB5-33D9-4815-AC85-BC87A7E7D1EB}</FileID>`, `<wcTicket="">`,
			}}},
	{id: "session", kind: Ticket, style: word, whole: true, tail: true, only: ifKey, names: []string{"session", "sess", "sig", "auth", "authentication"},
		samples: samples{
			hits:   []string{`session: «kq8shfow»`, `"session":"«a1b2c3d4»"`, `sess=«kq8shfow»`, `auth=«a1b2c3d4e5»`},
			misses: []string{`Session: started`, `session=ok`, `"session":"finished"`, `session: 20250519.13:33:54`, `session=2025-05-19T13:33:54`, `Authentication: failed`, `sig=ok`, `session: QBWC1012`, `session: 0x80040408`}}},
	{id: "session ticket line", kind: Ticket, style: word, names: []string{"session ticket"},
		samples: samples{
			hits:   []string{`R.setCurrentWebServiceSessionTicket() : HKEY_CURRENT_USER\Software\Intuit\QBWebConnector\CurrentWebServiceSessionTicket has been set to «d73e6639-d3ea-e184-a128-d4dfe17ea3be»`},
			misses: []string{`CurrentWebServiceSessionTicket has been set to `, `setCurrentWebServiceSessionTicket() : HKEY_CURRENT_USER\Software\x`}}},
	{id: "login answer", kind: Ticket, style: word, names: []string{"authret[0]"},
		samples: samples{
			hits:   []string{`following parameters:<authRet[0]="«15c9ce293bd3f41b761c21635b14fa06»"><authRet[1]="NVU"><authRet[2]="10"><authRet[3]="">`},
			misses: []string{`<authRet[0]=""><authRet[1]="none">`, `<authRet[1]="nvu">`}}},
	{id: "login answer as SOAP", kind: Ticket, style: word, names: []string{"authenticateresult"}, only: inElement,
		samples: samples{
			hits: []string{
				`<authenticateResult><string>«7a3»</string><string>nvu</string></authenticateResult>`,
				"<authenticateResult>\n <string>«7a3»</string>\n <string></string>\n</authenticateResult>",
				`<ns1:authenticateResult><item xsi:type="xsd:string">«7a3»</item><item>none</item></ns1:authenticateResult>`,
			},
			misses: []string{`<authenticateResult><string></string><string>nvu</string></authenticateResult>`}}},
	{id: "token", kind: Token, style: word, only: notProse,
		names: []string{"token", "secret", "secret key", "qbticket", "api key", "access key", "private key", "consumer key", "client key", "shared key", "account key", "credential", "hmac", "connection string", "x-auth-", "signature", "csrf", "xsrf", "viewstate", "event validation", "nonce", "subscription key", "functions key", "auth key", "signing key", "encryption key", "wordpress_logged_in", "wordpress_sec", "creds", "login details"},
		samples: samples{
			hits: []string{
				`access_token=«abc123»`, `"client_secret": "«s3cr3t»"`, `X-Auth-Token: «abcdef0123456789»`, `<apiKey>«k»</apiKey>`, `api key: «0123456789abcdef»`,
				`consumer_secret%3D«cs_1»`, `API Key «0a1b2c3d4e5f60718293a4b5c6d7e8f9» Secret «f9e8d7c6b5a493827160f5e4d3c2b1a0»`, `oauth_signature="«tnnArxj06c»"`, `X-Shopify-Access-Token: «0123456789abcdef0123»`,
				`X-CSRF-Token: «abcdefgh»`, `<input type="hidden" name="csrf" value="«abcdefgh»">`, `<meta name="csrf-token" content="«abcdefgh»">`, `__VIEWSTATE=«abcdefgh»`, `X-WC-Webhook-Signature: «abcdefgh»`,
				`tool --api-key «swordfish» -v`, `tool --token «swordfish»`, `API key «kq8shfow1234»`,
			},
			misses: []string{`shop-credentials.log:1042`, `channel-credentials: refused`, `Unexpected token: end of file`, `the token has expired`, `tokens were refused: ask again`, `the secret: patience`}}},
	{id: "header", kind: Token, style: header, names: []string{"authorization"},
		samples: samples{
			hits:   []string{`Authorization: «Basic dXNlcjpwYXNz»`, `"authorization":"«Bearer abc»"`, `Proxy-Authorization: «NTLM TlRMTVNTUAAB»`, "Authorization: «Basic\n  dXNlcjpwYXNz»", "Authorization:\n «Bearer abc def»"},
			misses: []string{`authorization code`, `needs authorization`}}},
	{id: "cookie", kind: Cookie, style: header, names: []string{"cookie", "set-cookie"}, whole: true,
		samples: samples{
			hits:   []string{`Cookie: «a=b; c=d»`, `Set-Cookie: «SESSION=abc; path=/»`, `"Cookie": "«a=b»"`, "Cookie: «a=b;\n  c=d»"},
			misses: []string{`cookies are off`, `the cookie was not set`}}},
	{id: "card or bank field", kind: Card, style: word, whole: true, tail: true, only: notProse,
		names: []string{"credit card number", "card number", "card no", "cc number", "pan", "card expiry", "card expiration", "expiration month", "expiration year", "expiry month", "expiry year", "exp month", "exp year"},
		samples: samples{
			hits:   []string{`<CreditCardNumber>«4111xxxxxxxx1111»</CreditCardNumber>`, `<ExpirationMonth>«12»</ExpirationMonth>`, `"exp_month":«12»,"exp_year":«2027»`, `card_expiry=«12/27»`},
			misses: []string{`panic=1`, `japan: x`}}},
	{id: "bank field", kind: Bank, style: word, whole: true, only: notProse,
		names:   []string{"bank account number", "bank account", "account number", "acct num", "acct no", "routing number", "bank routing number", "iban", "bic", "swift", "sort code", "bsb", "transit number", "institution number", "clabe", "ifsc"},
		samples: samples{hits: []string{`<BankAccountNumber>«00012345»</BankAccountNumber>`, `routing_number=«021000021»`}, misses: []string{`bicycle=1`}}},
	{id: "tax field", kind: TaxID, style: word, whole: true, only: notProse,
		names: []string{"ssn", "ein", "fein", "itin", "tax id", "tax ident", "vendor tax ident", "tax number", "tax registration number", "business number", "employer id number", "social security number", "vat id", "vat number", "vat no", "vat registration number", "sales tax registration number",
			"resale number", "gstin", "gst number", "abn", "tfn", "tin", "nino", "siret", "siren", "cnpj", "cpf"},
		samples: samples{hits: []string{`<VendorTaxIdent>«12-3456789»</VendorTaxIdent>`, `ssn=«078051120»`, `"abn":"«51824753556»"`}, misses: []string{`seine=1`, `session=ok`}}},
}
