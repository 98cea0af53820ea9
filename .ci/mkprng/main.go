// Command mkprng writes the one system library that programs made by Go 1.22 or newer want and Wine before version 9 does
// not have: bcryptprimitives.dll with the function ProcessPrng. The library holds no code. It passes the call on to
// SystemFunction036 of advapi32, which Windows documents as RtlGenRandom: same arguments, same meaning.
//
//	mkprng FILE
package main

import (
	"bytes"
	"debug/pe"
	"encoding/binary"
	"fmt"
	"os"
)

// Where things are in the file and in memory, in bytes. One section is all there is, so it begins at the first page.
const (
	inFile   = 0x200
	inMemory = 0x1000
	base     = 0x180000000
)

// exports is the export directory and its tables for a single function, in the order of the file
// (Microsoft, "PE Format", section ".edata").
type exports struct {
	Flags, Stamp, Version, Library, FirstOrdinal, Functions, Names uint32
	AtFunctions, AtNames, AtOrdinals                               uint32
	Function                                                       uint32 // an address within the section: the call is passed on
	Name                                                           uint32
	Ordinal, _                                                     uint16
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: mkprng FILE")
		os.Exit(2)
	}
	if err := os.WriteFile(os.Args[1], library(), 0o644); err != nil {
		fmt.Fprintln(os.Stderr, "mkprng:", err)
		os.Exit(1)
	}
}

// library is the whole file.
func library() []byte {
	section := exportSection()
	var dos [64]byte
	copy(dos[:], "MZ")
	dos[60] = byte(len(dos)) // where the header of the new format is

	file := pe.FileHeader{
		Machine: pe.IMAGE_FILE_MACHINE_AMD64, NumberOfSections: 1, SizeOfOptionalHeader: uint16(binary.Size(pe.OptionalHeader64{})),
		Characteristics: pe.IMAGE_FILE_EXECUTABLE_IMAGE | pe.IMAGE_FILE_LARGE_ADDRESS_AWARE | pe.IMAGE_FILE_DLL,
	}
	image := pe.OptionalHeader64{
		Magic: 0x20b, MajorLinkerVersion: 14, SizeOfInitializedData: inFile, BaseOfCode: inMemory, ImageBase: base,
		SectionAlignment: inMemory, FileAlignment: inFile, MajorOperatingSystemVersion: 6, MajorSubsystemVersion: 6,
		SizeOfImage: 2 * inMemory, SizeOfHeaders: inFile, Subsystem: pe.IMAGE_SUBSYSTEM_WINDOWS_CUI,
		DllCharacteristics: pe.IMAGE_DLLCHARACTERISTICS_DYNAMIC_BASE | pe.IMAGE_DLLCHARACTERISTICS_NX_COMPAT,
		SizeOfStackReserve: 1 << 20, SizeOfStackCommit: 1 << 12, SizeOfHeapReserve: 1 << 20, SizeOfHeapCommit: 1 << 12,
		NumberOfRvaAndSizes: 16,
	}
	image.DataDirectory[pe.IMAGE_DIRECTORY_ENTRY_EXPORT] = pe.DataDirectory{VirtualAddress: inMemory, Size: uint32(len(section))}
	head := pe.SectionHeader32{
		Name: [8]uint8{'.', 'e', 'd', 'a', 't', 'a'}, VirtualSize: uint32(len(section)), VirtualAddress: inMemory,
		SizeOfRawData: inFile, PointerToRawData: inFile,
		Characteristics: pe.IMAGE_SCN_CNT_INITIALIZED_DATA | pe.IMAGE_SCN_MEM_READ,
	}

	var headers bytes.Buffer
	for _, part := range []any{dos, []byte("PE\x00\x00"), file, image, head} {
		put(&headers, part)
	}
	return append(padded(headers.Bytes()), padded(section)...)
}

// exportSection is the section that names the function and says where its calls go.
func exportSection() []byte {
	at := uint32(binary.Size(exports{})) + inMemory
	var words bytes.Buffer
	word := func(s string) uint32 {
		here := at + uint32(words.Len())
		words.WriteString(s + "\x00")
		return here
	}
	var e exports
	e.FirstOrdinal, e.Functions, e.Names = 1, 1, 1
	e.AtFunctions = inMemory + 10*4 // behind the ten fields of the directory
	e.AtNames = e.AtFunctions + 4
	e.AtOrdinals = e.AtNames + 4
	e.Library = word("bcryptprimitives.dll")
	e.Name = word("ProcessPrng")
	e.Function = word("advapi32.SystemFunction036")
	var section bytes.Buffer
	put(&section, e)
	put(&section, words.Bytes())
	return section.Bytes()
}

// put writes a value of fixed size; a buffer takes all.
func put(b *bytes.Buffer, v any) {
	if err := binary.Write(b, binary.LittleEndian, v); err != nil {
		panic(err)
	}
}

// padded fills up to the alignment of the file.
func padded(b []byte) []byte { return append(b, make([]byte, inFile-len(b)%inFile)...) }
