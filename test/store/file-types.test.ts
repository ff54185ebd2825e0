import { describe, expect, it } from "vitest";
import { typeOf } from "../../src/store/file-types.ts";

const bytes = (text: string): Uint8Array => Buffer.from(text, "latin1");

describe("the type of a file", () => {
	it.each([
		["image/jpeg", "\xff\xd8\xff\xe0....JFIF"],
		["image/png", "\x89PNG\r\n\x1a\n...."],
		["image/gif", "GIF89a...."],
		["image/webp", "RIFF....WEBPVP8 "],
		["application/pdf", "%PDF-1.7\n"],
		["application/zip", "PK\x03\x04....notes.txt"],
		["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "PK\x03\x04....[Content_Types].xml....xl/workbook.xml"],
		["application/vnd.openxmlformats-officedocument.wordprocessingml.document", "PK\x03\x04....word/document.xml"],
		["application/ofd", "PK\x03\x04....OFD.xml"],
		["application/msword", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0\0\0"],
		["application/vnd.ms-excel", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....W\0o\0r\0k\0b\0o\0o\0k\0\0\0"],
		["application/x-ole-storage", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1.... an installer"],
		["image/bmp", "BM\x36\0\x0c\0\0\0\0\0\x36\0"],
		["image/tiff", "II*\0...."],
		["audio/silk", "\x02#!SILK_V3"],
		["audio/aac", "\xff\xf1\x50...."],
		["video/webm", "\x1a\x45\xdf\xa3...."],
		["video/x-msvideo", "RIFF....AVI "],
		["application/octet-stream", "MZ\x90\0\x03\0 a program"],
		["application/octet-stream", "<!doctype html><script>alert(1)</script>"],
		["application/octet-stream", "<svg xmlns='http://www.w3.org/2000/svg'/>"],
		["application/octet-stream", "#!/bin/sh"],
		["application/octet-stream", "BMW is a car"],
		["audio/mpeg", "ID3\x04...."],
		["audio/mpeg", "\xff\xfb\x90\x00...."],
		["audio/ogg", "OggS...."],
		["audio/amr", "#!AMR\n...."],
		["audio/mp4", "\0\0\0\x20ftypM4A ...."],
		["video/mp4", "\0\0\0\x20ftypisom...."],
		["video/quicktime", "\0\0\0\x14ftypqt  ...."],
		["image/heic", "\0\0\0\x18ftypheic...."],
		["application/octet-stream", "周报 暖棚45亩"],
		["application/octet-stream", "RIFF....????"],
		["application/octet-stream", "\xff\xd8"],
		["application/octet-stream", ""],
	])("is %s when the bytes say so", (type, text) => {
		expect(typeOf(bytes(text))).toBe(type);
	});

	it("looks at the bytes of a view alone, not at what lies around them", () => {
		const whole = bytes("....%PDF-1.7");
		expect(typeOf(whole.subarray(4))).toBe("application/pdf");
		expect(typeOf(whole)).toBe("application/octet-stream");
	});
});
