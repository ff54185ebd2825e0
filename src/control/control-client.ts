import { request } from "node:http";
import type { ImportOutcome, Invitation } from "../ports/desk.ts";

/** The part of the desk the shell uses, answered by the running program. */
export interface ShellDesk {
	checkWorkbook(bytes: Uint8Array): Promise<ImportOutcome>;
	applyWorkbook(token: string): Promise<boolean>;
	template(): Promise<Uint8Array>;
	invite(name: string): Promise<Invitation[] | null>;
}

/** Nobody listens: no program holds the store. */
export class NobodyThere extends Error {}

const call = (path: string, method: "GET" | "POST", route: string, body: Uint8Array | string = ""): Promise<unknown> =>
	new Promise((resolve, reject) => {
		const asked = request({ socketPath: path, method, path: route, headers: { "content-length": Buffer.byteLength(body) } }, (response) => {
			const parts: Buffer[] = [];
			response.on("data", (part: Buffer) => parts.push(part));
			response.on("end", () => {
				const answer: unknown = JSON.parse(Buffer.concat(parts).toString("utf8"));
				if (response.statusCode === 200) resolve(answer);
				else reject(new Error(`the running program refused: ${JSON.stringify(answer)}`));
			});
		});
		asked.on("error", (error: NodeJS.ErrnoException) =>
			reject(error.code === "ENOENT" || error.code === "ECONNREFUSED" ? new NobodyThere(path, { cause: error }) : error),
		);
		asked.end(body);
	});

/** Talks to the program that listens at `path`; every method rejects with NobodyThere when none does. */
export const connectControl = (path: string): ShellDesk => ({
	checkWorkbook: async (bytes) => (await call(path, "POST", "/workbook/check", bytes)) as ImportOutcome,
	applyWorkbook: async (token) =>
		((await call(path, "POST", "/workbook/apply", JSON.stringify({ token }))) as { applied: boolean }).applied,
	template: async () => Buffer.from(((await call(path, "GET", "/template")) as { bytes: string }).bytes, "base64"),
	invite: async (name) =>
		((await call(path, "POST", "/invite", JSON.stringify({ name }))) as { invitations: Invitation[] | null }).invitations,
});
