import type { IncomingMessage } from "node:http";
import busboy from "busboy";
import { ApiError, badRequest } from "./api-error.ts";
import type { Fields } from "./json.ts";

/** A file of a multipart request. */
export interface Upload {
	readonly name: string;
	readonly type: string;
	readonly bytes: Uint8Array;
}

/** The parameters of a call, whichever way they came: query, JSON, form or multipart. */
export class Params {
	readonly fields: Fields;
	readonly #uploads: ReadonlyMap<string, Upload>;

	constructor(fields: Fields, uploads: ReadonlyMap<string, Upload> = new Map()) {
		this.fields = fields;
		this.#uploads = uploads;
	}

	text(name: string): string | undefined {
		const value = this.fields[name];
		return value === undefined || value === null ? undefined : String(value);
	}

	whole(name: string): number | undefined {
		const value = this.text(name);
		if (value === undefined) return undefined;
		const number = Number(value);
		if (!Number.isSafeInteger(number)) throw badRequest(`invalid ${name} specified`);
		return number;
	}

	flag(name: string): boolean {
		const value = this.fields[name];
		return value === true || value === "true" || value === "True" || value === 1 || value === "1";
	}

	/** A structure: itself in a JSON body, JSON text elsewhere. */
	json(name: string): unknown {
		const value = this.fields[name];
		if (typeof value !== "string") return value ?? undefined;
		if (value === "") return undefined;
		try {
			return JSON.parse(value);
		} catch {
			throw badRequest(`can't parse ${name} JSON object`);
		}
	}

	/** The uploaded file a parameter names: its own part, or attach://PART. */
	upload(name: string): Upload | undefined {
		const own = this.#uploads.get(name);
		if (own) return own;
		return this.attached(this.text(name));
	}

	attached(reference: string | undefined): Upload | undefined {
		return reference?.startsWith("attach://") ? this.#uploads.get(reference.slice("attach://".length)) : undefined;
	}
}

const MAX_BODY_BYTES = 60 * 1024 * 1024;

const readAll = (request: IncomingMessage): Promise<Buffer> =>
	new Promise((resolve, reject) => {
		const parts: Buffer[] = [];
		let size = 0;
		request.on("data", (part: Buffer) => {
			size += part.length;
			if (size > MAX_BODY_BYTES) reject(new ApiError(413, "Request Entity Too Large"));
			else parts.push(part);
		});
		request.on("end", () => resolve(Buffer.concat(parts)));
		request.on("error", reject);
	});

const readMultipart = (request: IncomingMessage): Promise<Params> =>
	new Promise((resolve, reject) => {
		const fields: Record<string, unknown> = {};
		const uploads = new Map<string, Upload>();
		const parser = busboy({ headers: request.headers, defParamCharset: "utf8", limits: { fileSize: MAX_BODY_BYTES } });
		parser.on("field", (name, value) => {
			fields[name] = value;
		});
		parser.on("file", (name, stream, info) => {
			const parts: Buffer[] = [];
			stream.on("data", (part: Buffer) => parts.push(part));
			stream.on("end", () =>
				uploads.set(name, { name: info.filename ?? "file", type: info.mimeType, bytes: new Uint8Array(Buffer.concat(parts)) }),
			);
		});
		parser.on("error", reject);
		parser.on("close", () => resolve(new Params(fields, uploads)));
		request.on("error", reject);
		request.pipe(parser);
	});

/** Reads a call's parameters. */
export const readParams = async (request: IncomingMessage, query: URLSearchParams): Promise<Params> => {
	const asked = Object.fromEntries(query);
	const type = request.headers["content-type"] ?? "";
	if (type.startsWith("multipart/form-data")) {
		const params = await readMultipart(request);
		return params;
	}
	const body = await readAll(request);
	if (body.length === 0) return new Params(asked);
	if (type.startsWith("application/x-www-form-urlencoded"))
		return new Params({ ...asked, ...Object.fromEntries(new URLSearchParams(body.toString())) });
	if (!type.startsWith("application/json")) return new Params(asked);
	try {
		return new Params({ ...asked, ...(JSON.parse(body.toString()) as Fields) });
	} catch {
		throw badRequest("can't parse JSON object");
	}
};
