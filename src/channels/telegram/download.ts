import type { Dispatcher } from "undici";
import type { FetchOutcome } from "../../ports/channel.ts";
import type { RemoteFile } from "../../ports/intake.ts";
import type { Calls } from "./client.ts";
import { describeFailure, type Failure, readFailure } from "./failure.ts";
import { DOWNLOAD_TIMEOUT_MS, MAX_FETCH_BYTES } from "./limits.ts";
import type { Transport } from "./transport.ts";

const RETRY_MS = 5000;
const TOO_LARGE: FetchOutcome = { kind: "failed", reason: "too-large", limit: MAX_FETCH_BYTES };
const GONE: FetchOutcome = { kind: "failed", reason: "gone" };
const again = (reason: string, afterMs = RETRY_MS): FetchOutcome => ({ kind: "retry", afterMs, reason });

export interface DownloadParts {
	readonly calls: Pick<Calls, "getFile">;
	readonly token: string;
	/** The path of the server's address, "" or without a slash at its end. */
	readonly root: string;
	readonly transport: Pick<Transport, "get">;
	readonly later: (ms: number, run: () => void) => () => void;
}

const outcomeOf = (failure: Failure): FetchOutcome => {
	if (failure.kind === "network") return again(describeFailure(failure));
	if (failure.code === 400 && /too big/iu.test(failure.description)) return TOO_LARGE;
	if (failure.code === 400 && !/temporarily/iu.test(failure.description)) return GONE;
	return again(describeFailure(failure), failure.retryAfterMs ?? RETRY_MS);
};

/** The body of an answer, or "too-large" as soon as it is longer than may be. Rejects when it breaks off. */
const readBody = async (body: AsyncIterable<Buffer>): Promise<Buffer | "too-large"> => {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of body) {
		size += chunk.length;
		if (size > MAX_FETCH_BYTES) return "too-large";
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
};

const readAnswer = async ({ statusCode, headers, body }: Dispatcher.ResponseData, name: string): Promise<FetchOutcome> => {
	if (statusCode !== 200) {
		await body.dump();
		return statusCode === 404 || statusCode === 400 ? GONE : again(`download ${statusCode}`);
	}
	const bytes = Number(headers["content-length"] ?? 0) > MAX_FETCH_BYTES ? "too-large" : await readBody(body);
	if (bytes !== "too-large") return { kind: "fetched", bytes, name };
	body.destroy();
	return TOO_LARGE;
};

/** Brings a file from Telegram: asks where it lies, then reads it with an eye on size and time. The address holds the token and is never told. */
export const createDownload = ({ calls, token, root, transport, later }: DownloadParts) => {
	const get = async (path: string, name: string): Promise<FetchOutcome> => {
		const place = path.split("/").map(encodeURIComponent).join("/");
		const patience = new AbortController();
		const cancel = later(DOWNLOAD_TIMEOUT_MS, () => patience.abort());
		try {
			return await readAnswer(await transport.get(`${root}/file/bot${token}/${place}`, patience.signal), name);
		} catch {
			return again(patience.signal.aborted ? "download timed-out" : "download broke off");
		} finally {
			cancel();
		}
	};

	return async (file: RemoteFile): Promise<FetchOutcome> => {
		if ((file.size ?? 0) > MAX_FETCH_BYTES) return TOO_LARGE;
		try {
			const { file_path: path } = await calls.getFile({ file_id: file.id });
			return path ? await get(path, file.name) : GONE;
		} catch (error) {
			return outcomeOf(readFailure(error));
		}
	};
};
