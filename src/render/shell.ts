import { shell as en } from "../locales/en/shell.ts";
import type { ShellWords } from "../locales/shell.ts";
import { shell as zhCN } from "../locales/zh-CN/shell.ts";
import type { Language } from "./chat.ts";

/** What the program says on its terminal, in a language. */
export const shellWords = (language: Language): ShellWords => (language === "zh-CN" ? zhCN : en);
