import { GrammyError, HttpError } from "grammy";

/** Why a call of the Bot API gave no result. No part of it holds the token, a text or a name. */
export type Failure =
	/** Telegram answered with an error. `description` is its own, without quoted parts and long digits. */
	| {
			readonly kind: "answered";
			readonly code: number;
			readonly description: string;
			readonly retryAfterMs: number | null;
			readonly migratedTo: string | null;
	  }
	/** No answer, or one that is none. `detail` is the system's code, "" without one. */
	| { readonly kind: "network"; readonly reason: "unreachable" | "timed-out" | "bad-answer"; readonly detail: string };

const MAX_DESCRIPTION = 120;

/** A description fit for the log and the outbox: Telegram's own words are plain English, anything else may be somebody's. */
const publicText = (description: unknown): string =>
	(typeof description === "string" ? description : "")
		.replace(/\d+:[\w-]{20,}/gu, "…")
		.replace(/(["`]).*?\1/gsu, "$1…$1")
		.replace(/[^\x20-\x7e…]+/gu, "…")
		.replace(/\d{5,}/gu, "…")
		.slice(0, MAX_DESCRIPTION);

const network = (reason: "unreachable" | "timed-out" | "bad-answer", detail = ""): Failure => ({ kind: "network", reason, detail });

/** The first property `name` of an error or its causes that is a string, else "". */
const codeOf = (error: unknown): string => {
	for (let at = error, depth = 0; typeof at === "object" && at !== null && depth < 4; depth += 1) {
		if ("code" in at && typeof at.code === "string" && /^[A-Z0-9_]{2,40}$/u.test(at.code)) return at.code;
		at = "cause" in at ? at.cause : null;
	}
	return "";
};

const readHttpError = ({ error }: HttpError): Failure => {
	const code = codeOf(error);
	if (/^(?:ETIMEDOUT|UND_ERR_(?:CONNECT|HEADERS|BODY)_TIMEOUT)$/u.test(code)) return network("timed-out", code);
	if (code !== "") return network("unreachable", code);
	if (error instanceof SyntaxError || (error instanceof Error && "type" in error && error.type === "invalid-json"))
		return network("bad-answer");
	if (error instanceof Error && / timed out after /u.test(error.message)) return network("timed-out");
	return network("unreachable");
};

/** Reads whatever a call threw. */
export const readFailure = (error: unknown): Failure => {
	if (error instanceof GrammyError) {
		if (typeof error.error_code !== "number") return network("bad-answer");
		const { retry_after: seconds, migrate_to_chat_id: migratedTo } = error.parameters;
		return {
			kind: "answered",
			code: error.error_code,
			description: publicText(error.description),
			retryAfterMs: typeof seconds === "number" && seconds >= 0 ? Math.ceil(seconds * 1000) : null,
			migratedTo: migratedTo === undefined ? null : String(migratedTo),
		};
	}
	if (error instanceof HttpError) return readHttpError(error);
	return network("bad-answer", error instanceof Error ? error.name : "");
};

/** One line for the log and the outbox. */
export const describeFailure = (failure: Failure): string =>
	failure.kind === "answered" ? `${failure.code} ${failure.description}`.trim() : `${failure.reason} ${failure.detail}`.trim();
