import type { FilesView } from "../../views/files.ts";
import type { SentencesOf } from "../catalogue.ts";

const MIB = 1024 * 1024;

export const files: SentencesOf<FilesView["key"]> = {
	"files-coming": ({ count }) => `${count === 1 ? "文件" : `${count}个文件`}还在接收，收到后接着处理，不用重发。`,
	"files-lost": ({ count, why, limit }) => {
		if (why === "gone") return `有${count}个文件没收到，请再发一次。`;
		return `有${count}个文件没收到（${limit === null ? "太大" : `超过${Math.floor(limit / MIB)}MB`}），请压缩后再发。`;
	},
};
