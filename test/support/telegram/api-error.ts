import type { Fields } from "./json.ts";

/** An answer {ok: false}: error_code is the HTTP status as well. */
export class ApiError extends Error {
	readonly code: number;
	readonly parameters: Fields | null;

	constructor(code: number, description: string, parameters: Fields | null = null) {
		super(description);
		this.code = code;
		this.parameters = parameters;
	}
}

export const badRequest = (what: string): ApiError => new ApiError(400, `Bad Request: ${what}`);
export const forbidden = (what: string): ApiError => new ApiError(403, `Forbidden: ${what}`);
export const tooMany = (seconds: number): ApiError =>
	new ApiError(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds });
