import type { SheetName } from "../../src/views/workbook.ts";
import type { CellSpec } from "./workbook-bytes.ts";

/** The sheets of a workbook by name: rows of cells, titles first. */
export type Sheets = Record<SheetName, CellSpec[][]>;

const MONTHS = Array.from({ length: 12 }, (_, at) => `${at + 1}月`);
const PLAN = [0, 0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100];

/** A whole, sound workbook as small as can be: a county, a department, two townships, two villages; fresh for every caller to spoil. */
export const smallWorkbook = (): Sheets => ({
	单位: [
		["代码", "名称", "类型", "上级代码", "别名", "启用日期", "停用日期", "接续单位代码", "不参加排名"],
		["100", "样县", "县"],
		["BM1", "农业局", "部门", "100"],
		["100101", "东镇", "乡镇", "100", "东、东边"],
		["100102", "西镇", "乡镇", "100"],
		["100101201", "一村", "村", "100101"],
		["100102201", "一村", "村", "100102"],
	],
	人员: [
		["编号", "姓名", "手机", "单位代码", "单位名称", "角色", "职务", "任职日期", "免职日期"],
		["p1", "甲", "13800000000", "100101", "东镇", "报送员", "科员", "2025-01-01", ""],
		["p2", "乙", "", "西镇", "", "主要领导", "书记", "", ""],
		["p3", "丙", "", "100101201", "", "村干部", "村书记", "", ""],
	],
	工程: [
		["编号", "名称", "别名", "组织实施部门"],
		["g", "暖棚工程", "", "农业局"],
	],
	指标: [
		["编号", "工程", "名称", "别名", "计量单位", "小数位", "年末"],
		["house", "暖棚工程", "暖棚面积", "暖棚、大棚", "亩", 2, "清零"],
		["zone", "g", "养殖小区", "", "个", 0, "结转"],
	],
	任务: [
		["单位代码", "单位名称", "指标", "年度", "年度任务", "四年任务", "四年起始年", "期初累计", ...MONTHS],
		["100101", "东镇", "暖棚面积", 2026, 600, 2400, 2025, 12.5, ...PLAN],
		["西镇", "", "zone", 2026, 4, "", "", "", ...PLAN],
	],
	报送: [
		[
			"报送编号",
			"名称",
			"频次",
			"填报单位",
			"开放",
			"截止",
			"关闭",
			"提醒",
			"审核",
			"题号",
			"题型",
			"题目",
			"指标",
			"选项",
			"必答",
			"出现条件",
			"问题题",
			"提示",
		],
		[
			"weekly",
			"周报",
			"每周",
			"全部乡镇",
			"周一08:00",
			"周五17:00",
			"下周一12:00",
			"",
			"",
			"q1",
			"数字",
			"暖棚面积",
			"暖棚面积",
			"",
			"是",
			"",
			"",
			"",
		],
		["", "", "", "", "", "", "", "", "", "q2", "选择", "天气", "", "好、坏", "是", "", "", ""],
		["", "", "", "", "", "", "", "", "", "q3", "文字", "问题", "", "", "否", "q2=坏", "是", ""],
		[
			"m",
			"月报",
			"每月",
			"东镇、农业局",
			"25日08:00",
			"月末17:00",
			"次月3日12:00",
			"前1天09:00群",
			"是",
			"q1",
			"是否",
			"完成了吗",
			"",
			"",
			"",
			"",
			"",
			"",
		],
	],
	细则: [
		["编号", "名称", "取值", "单位", "说明"],
		["lamp-green", "", 95, "", ""],
	],
	日历: [
		["日期", "休/班", "说明"],
		["2027-01-01", "休", "元旦"],
		["2027-01-03", "班", ""],
	],
});

/** Puts a cell into a sheet by the column's title and the row as Excel numbers it. */
export const setCell = (sheets: Sheets, sheet: SheetName, row: number, title: string, cell: CellSpec): void => {
	const at = sheets[sheet][0]?.indexOf(title) ?? -1;
	if (at < 0) throw new Error(`no column ${title} on ${sheet}`);
	const cells = sheets[sheet][row - 1];
	if (!cells) throw new Error(`no row ${row} on ${sheet}`);
	while (cells.length <= at) cells.push(null);
	cells[at] = cell;
};
