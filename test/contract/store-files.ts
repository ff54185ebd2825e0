import { createHash, randomBytes } from "node:crypto";
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
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

		it("are kept piece by piece as they are at once, under the type their maker says, and are read so as well", async () => {
			const { files } = tested.open;
			const pieces = async function* () {
				yield bytes.subarray(0, 5);
				yield bytes.subarray(5);
			};
			const kept = await files.keep(pieces(), { name: "材料.zip", type: "application/zip" });
			expect(kept).toEqual({ hash, name: "材料.zip", type: "application/zip", size: bytes.length });
			expect(await files.get(hash)).toEqual(bytes);
			const opened = await files.open(hash);
			expect(opened?.size).toBe(bytes.length);
			for (let time = 0; time < 2; time += 1) {
				const read: Uint8Array[] = [];
				for await (const piece of opened?.pieces ?? []) read.push(piece);
				expect(Buffer.concat(read)).toEqual(bytes);
			}
			expect(await files.open("0".repeat(64))).toBeNull();
			expect(await files.open("../../etc/passwd")).toBeNull();
			expect(await readdir(path.join(tested.folder, "files", "unfinished"))).toEqual([]);
		});

		it("leave nothing behind when their maker fails, and nothing after a crash in between", async () => {
			const unfinished = path.join(tested.folder, "files", "unfinished");
			const failing = async function* () {
				yield bytes;
				throw new Error("made no more");
			};
			await expect(tested.open.files.keep(failing(), { name: "坏", type: "application/zip" })).rejects.toThrow("made no more");
			expect(await readdir(unfinished)).toEqual([]);
			await writeFile(path.join(unfinished, "half"), "half");
			await tested.reopen();
			await expect(readdir(unfinished)).rejects.toThrow("ENOENT");
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

		it("may be put again when the disk did not take them", async () => {
			const folder = path.join(tested.folder, "files");
			await mkdir(folder, { recursive: true });
			// A file lies where the folder would.
			const inTheWay = [hash.slice(0, 2), "unfinished"].map((name) => path.join(folder, name));
			await Promise.all(inTheWay.map((name) => writeFile(name, "")));
			const { files } = tested.open;
			const refused = { name: "StoreError", retryable: true };
			await expect(files.put(bytes, "甲")).rejects.toMatchObject(refused);
			const pieces = async function* () {
				yield bytes;
			};
			await expect(files.keep(pieces(), { name: "甲", type: "application/zip" })).rejects.toMatchObject(refused);
			await Promise.all(inTheWay.map((name) => rm(name)));
			expect(await files.put(bytes, "甲")).toMatchObject({ hash });
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
