import { createHash, randomBytes } from "node:crypto";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { FileTooLarge } from "../../src/store/files.ts";
import type { StoreUnderTest } from "./store-contract.ts";

export const fileCases = (tested: StoreUnderTest): void => {
	describe("kept files", () => {
		const bytes = Buffer.from("\x89PNG\r\n\x1a\n...", "latin1");
		const hash = createHash("sha256").update(bytes).digest("hex");

		it("come back by their hash, once however often and under whatever name they are put", async () => {
			const { files } = tested.open;
			const put = await Promise.all([files.put(bytes, "甲.jpg"), files.put(bytes, "乙.png")]);
			expect(put).toEqual([
				{ hash, name: "甲.jpg", type: "image/png", size: bytes.length },
				{ hash, name: "乙.png", type: "image/png", size: bytes.length },
			]);
			await tested.reopen();
			expect(Buffer.compare(Buffer.from((await tested.open.files.get(hash)) ?? []), bytes)).toBe(0);
			expect(await readdir(path.join(tested.folder, "files", hash.slice(0, 2)))).toEqual([hash]);
		});

		it("are null when not kept, or when the hash is none", async () => {
			expect(await tested.open.files.get("0".repeat(64))).toBeNull();
			expect(await tested.open.files.get("../../etc/passwd")).toBeNull();
			expect(await tested.open.files.get("")).toBeNull();
		});

		it("replace what a crash left half written", async () => {
			const folder = path.join(tested.folder, "files", hash.slice(0, 2));
			await mkdir(folder, { recursive: true });
			await writeFile(path.join(folder, hash), "half");
			await tested.open.files.put(bytes, "甲");
			expect(await tested.open.files.get(hash)).toEqual(bytes);
		});

		it("may be empty, and may be as large as the limit but not larger", async () => {
			const empty = await tested.open.files.put(new Uint8Array(), "空");
			expect(await tested.open.files.get(empty.hash)).toHaveLength(0);
			const full = randomBytes(100_000);
			expect((await tested.open.files.put(full, "满")).size).toBe(100_000);
			await expect(tested.open.files.put(Buffer.concat([full, bytes]), "过")).rejects.toBeInstanceOf(FileTooLarge);
		});
	});
};
