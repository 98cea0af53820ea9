package logparse

import (
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// What Windows wrote in its code page is read as it was meant.
func TestCodePages(t *testing.T) {
	for _, tt := range []struct {
		page  encoding.Encoding
		texts []string
	}{
		{charmap.Windows1251, []string{"Невозможно разрешить удаленное имя: 'shop.example'", "Базовое соединение закрыто: Непредвиденная ошибка при передаче. ---> System.IO.IOException: Сбой", "в QBWebConnector.SOAPWebService.do_authenticate(), строка 12", "Время ожидания операции истекло", "Не вдається встановити з'єднання з віддаленим сервером"}},
		{charmap.Windows1253, []string{"Δεν είναι δυνατή η σύνδεση με τον απομακρυσμένο διακομιστή", "Δεν ήταν δυνατή η επίλυση του απομακρυσμένου ονόματος: 'shop.example'"}},
		{charmap.Windows1250, []string{"Nie można rozpoznać nazwy zdalnej: 'shop.example'", "Połączenie podstawowe zostało zakończone: Wystąpił nieoczekiwany błąd podczas wysyłania.", "Vzdálený server vrátil chybu: nelze přeložit jméno, připojení bylo neočekávaně ukončeno", "Nem lehet csatlakozni a távoli kiszolgálóhoz, mert a kapcsolat időtúllépés miatt megszűnt"}},
		{charmap.Windows1254, []string{"Uzak sunucuya bağlanılamıyor", "Bağlantı beklenmedik şekilde kapatıldı", "İşlem zaman aşımına uğradı"}},
		{japanese.ShiftJIS, []string{"リモート名を解決できませんでした。: 'shop.example'", "接続が予期せずに閉じられました。", "操作がタイムアウトしました。", "対象のコンピューターによって拒否されたため、接続できませんでした。 203.0.113.7:443"}},
		{simplifiedchinese.GBK, []string{"未能解析此远程名称: 'shop.example'", "基础连接已经关闭: 发送时发生错误。", "System.Net.WebException: 无法连接到远程服务器 ---> System.Net.Sockets.SocketException: 由于目标计算机积极拒绝，无法连接。 203.0.113.7:443", "操作已超时。"}},
		{traditionalchinese.Big5, []string{"無法解析遠端名稱: 'shop.example'", "無法連接至遠端伺服器", "遠端主機已強制關閉一個現存的連線。"}},
		{korean.EUCKR, []string{"원격 이름을 확인할 수 없습니다.: 'shop.example'", "원격 서버에 연결할 수 없습니다.", "작업 시간이 초과되었습니다."}},
		{charmap.Windows1252, []string{"Der Remotename konnte nicht aufgelöst werden: 'shop.example'", "Für den geschützten SSL/TLS-Kanal konnte keine Vertrauensstellung hergestellt werden..", "Le nom distant n'a pas pu être résolu", "Não foi possível estabelecer relação de confiança para o canal seguro de SSL/TLS.", "Se excedió el tiempo de espera de la operación. ¿Sigue?", "Begäran avbröts: Det gick inte att skapa en säker SSL/TLS-kanal.", "Il nome remoto non può essere risolto perché così è", "Kan ikke løse det eksterne navnet, prøv på nytt så", "Ekki tókst að tengjast ytri þjóninum, því að netið er óvirkt", "ÄÖÜ äöü ß", "“quoted” – dash … 10 €", "œuvre, sœur, Noël", "über 5 m³ Holz"}},
	} {
		for _, text := range tt.texts {
			raw, err := tt.page.NewEncoder().Bytes([]byte(text))
			if err != nil {
				t.Fatalf("%v cannot hold %q: %v", tt.page, text, err)
			}
			if got := string(toUTF8(raw)); got != text {
				t.Errorf("%v: got %q, want %q", tt.page, got, text)
			}
		}
	}
}

// Whatever the bytes are, what is kept of them is UTF-8 and ends.
func FuzzCodePage(f *testing.F) {
	f.Add([]byte("\xcd\xe5\xe2\xee\xe7\xec\xee\xe6\xed\xee"))
	f.Add([]byte("\x82\xa0\x83\x41\xb3\xff"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if got := keep(b, maxMessage); len(got) > 4*maxMessage {
			t.Fatalf("%d bytes became %d", len(b), len(got))
		}
	})
}
