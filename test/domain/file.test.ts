import { describe, expect, it } from "vitest";
import { type FileRef, isEvidence, isVoice } from "../../src/domain/file.ts";

const file = (name: string, type: string): FileRef => ({ hash: "0".repeat(64), name, type, size: 1 });

describe("a file that speaks", () => {
	it("is known by its bytes, whatever it is called", () => {
		expect(isVoice(file("录音", "audio/amr"))).toBe(true);
	});

	it("is known by its name where the bytes tell nothing", () => {
		expect(isVoice(file("语音.MP3", "application/octet-stream"))).toBe(true);
		expect(isVoice(file("说明.pdf", "application/octet-stream"))).toBe(false);
	});

	it("is never a picture", () => {
		expect(isVoice(file("现场.mp3", "image/jpeg"))).toBe(false);
	});
});

describe("a file a report may keep", () => {
	it.each(["image/jpeg", "image/heic", "video/mp4", "audio/amr", "application/pdf", "application/ofd", "application/msword"])(
		"is %s",
		(type) => {
			expect(isEvidence(file("附件", type))).toBe(true);
		},
	);

	it.each(["application/octet-stream", "application/zip", "application/x-ole-storage", "text/html"])(
		"is not %s, whatever it is called",
		(type) => {
			expect(isEvidence(file("现场.jpg", type))).toBe(false);
			expect(isEvidence(file("录音.mp3", type))).toBe(false);
		},
	);
});
