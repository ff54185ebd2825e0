const ZIP_PARTS = [
	["xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
	["word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
	["ppt/presentation.xml", "application/vnd.openxmlformats-officedocument.presentationml.presentation"],
	["OFD.xml", "application/ofd"],
] as const;

/** The streams of the older office formats (WPS writes the same); installers are made in the same container and have none of these. */
const OLE_STREAMS = [
	["WordDocument", "application/msword"],
	["Workbook", "application/vnd.ms-excel"],
	["Book", "application/vnd.ms-excel"],
	["PowerPoint Document", "application/vnd.ms-powerpoint"],
] as const;

const SIGNATURES: readonly (readonly [signature: string, type: string])[] = [
	["\xff\xd8\xff", "image/jpeg"],
	["\x89PNG\r\n\x1a\n", "image/png"],
	["GIF87a", "image/gif"],
	["GIF89a", "image/gif"],
	["II*\0", "image/tiff"],
	["MM\0*", "image/tiff"],
	["%PDF-", "application/pdf"],
	["OggS", "audio/ogg"],
	["#!AMR", "audio/amr"],
	["#!SILK", "audio/silk"],
	["\x02#!SILK", "audio/silk"],
	["fLaC", "audio/flac"],
	["caff", "audio/x-caf"],
	["ID3", "audio/mpeg"],
	["\xff\xfb", "audio/mpeg"],
	["\xff\xfa", "audio/mpeg"],
	["\xff\xf3", "audio/mpeg"],
	["\xff\xf2", "audio/mpeg"],
	["\xff\xf1", "audio/aac"],
	["\xff\xf9", "audio/aac"],
	["\x1a\x45\xdf\xa3", "video/webm"],
	["\x00\x00\x01\xba", "video/mpeg"],
	["\x30\x26\xb2\x75\x8e\x66\xcf\x11", "video/x-ms-asf"],
];

const RIFF = new Map([
	["WEBP", "image/webp"],
	["WAVE", "audio/wav"],
	["AVI ", "video/x-msvideo"],
]);

const UNKNOWN = "application/octet-stream";

/** What a file is, found by looking at its first bytes; "application/octet-stream" when they say nothing. */
export const typeOf = (bytes: Uint8Array): string => {
	const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const head = data.toString("latin1", 0, 16);
	const found = SIGNATURES.find(([signature]) => head.startsWith(signature));
	if (found) return found[1];
	if (head.startsWith("PK\x03\x04")) return zipType(data);
	if (head.startsWith("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")) return oleType(data);
	if (head.startsWith("RIFF")) return RIFF.get(head.slice(8, 12)) ?? UNKNOWN;
	if (head.slice(4, 8) === "ftyp") return isoMediaType(head.slice(8, 12));
	// Two letters alone would be the beginning of many a word: a bitmap's reserved bytes are zero too.
	return head.startsWith("BM") && head.slice(6, 10) === "\0\0\0\0" ? "image/bmp" : UNKNOWN;
};

/** Office documents are zip archives known by the names of their parts, which a zip holds in the clear. */
const zipType = (data: Buffer): string => ZIP_PARTS.find(([part]) => data.includes(part, 0, "latin1"))?.[1] ?? "application/zip";

/** A directory entry's name is UTF-16, at its beginning and with a zero behind it. */
const oleType = (data: Buffer): string =>
	OLE_STREAMS.find(([stream]) => data.includes(`${stream}\0`, 0, "utf16le"))?.[1] ?? "application/x-ole-storage";

const isoMediaType = (brand: string): string => {
	if (brand.startsWith("M4A") || brand.startsWith("M4B")) return "audio/mp4";
	if (brand.startsWith("qt")) return "video/quicktime";
	if (brand === "avif") return "image/avif";
	return ["heic", "heix", "mif1", "msf1"].includes(brand) ? "image/heic" : "video/mp4";
};
