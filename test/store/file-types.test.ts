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
		["application/x-ole-storage", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1...."],
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
