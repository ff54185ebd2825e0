import http from "node:http";
import https from "node:https";
import type { FetchOutcome } from "../../ports/channel.ts";
import type { RemoteFile } from "../../ports/intake.ts";
import type { Calls, Client } from "./client.ts";
import { describeFailure, type Failure, readFailure } from "./failure.ts";
import { DOWNLOAD_TIMEOUT_MS, MAX_FETCH_BYTES } from "./limits.ts";

const RETRY_MS = 5000;
const TOO_LARGE: FetchOutcome = { kind: "failed", reason: "too-large", limit: MAX_FETCH_BYTES };
const GONE: FetchOutcome = { kind: "failed", reason: "gone" };
const again = (reason: string, afterMs = RETRY_MS): FetchOutcome => ({ kind: "retry", afterMs, reason });

export interface DownloadParts {
	readonly calls: Pick<Calls, "getFile">;
	readonly token: string;
	/** Without a slash at its end. */
	readonly apiRoot: string;
	readonly agent: Client["agent"];
	readonly later: (ms: number, run: () => void) => () => void;
}

const outcomeOf = (failure: Failure): FetchOutcome => {
	if (failure.kind === "network") return again(describeFailure(failure));
	if (failure.code === 400 && /too big/iu.test(failure.description)) return TOO_LARGE;
	if (failure.code === 400 && !/temporarily/iu.test(failure.description)) return GONE;
	return again(describeFailure(failure), failure.retryAfterMs ?? RETRY_MS);
};

/** The body of an answer, or "too-large" as soon as it is longer than may be. Rejects when it breaks off. */
const readBody = async (answer: http.IncomingMessage): Promise<Buffer | "too-large"> => {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of answer) {
		size += chunk.length;
		if (size > MAX_FETCH_BYTES) return "too-large";
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
};

const readAnswer = async (answer: http.IncomingMessage, name: string): Promise<FetchOutcome> => {
	const status = answer.statusCode ?? 0;
	if (status !== 200) {
		answer.resume();
		return status === 404 || status === 400 ? GONE : again(`download ${status}`);
	}
	if (Number(answer.headers["content-length"] ?? 0) > MAX_FETCH_BYTES) {
		answer.destroy();
		return TOO_LARGE;
	}
	const bytes = await readBody(answer);
	return bytes === "too-large" ? TOO_LARGE : { kind: "fetched", bytes, name };
};

/** Brings a file from Telegram: asks where it lies, then reads it with an eye on size and time. The address holds the token and is never told. */
export const createDownload = ({ calls, token, apiRoot, agent, later }: DownloadParts) => {
	const get = (path: string, name: string): Promise<FetchOutcome> =>
		new Promise((resolve) => {
			const place = path.split("/").map(encodeURIComponent).join("/");
			const asked = (apiRoot.startsWith("https:") ? https : http).get(`${apiRoot}/file/bot${token}/${place}`, { agent });
			const cancel = later(DOWNLOAD_TIMEOUT_MS, () => finish(again("download timed-out")));
			const finish = (outcome: FetchOutcome): void => {
				cancel();
				resolve(outcome);
				if (outcome.kind !== "fetched") asked.destroy();
			};
			asked.on("error", () => finish(again("download broke off")));
			asked.on("response", (answer) => {
				readAnswer(answer, name).then(finish, () => finish(again("download broke off")));
			});
		});

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
