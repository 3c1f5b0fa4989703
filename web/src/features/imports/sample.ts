/**
 * The first rows of a file, read in the browser, to show beside the mapping what each column holds. The server reads the
 * file for itself; this is only a look at its beginning.
 */
export type Format = "csv" | "jsonl" | "parquet";

export interface Sample {
  columns: string[];
  /** Rows of texts in the order of the columns. */
  rows: string[][];
}

const lookBytes = 64 * 1024;
const shownRows = 4;

export function formatOf(name: string): Format | undefined {
  const ending = name.toLowerCase().split(".").pop();
  if (ending === "csv" || ending === "tsv" || ending === "txt") return "csv";
  if (ending === "jsonl" || ending === "ndjson") return "jsonl";
  return ending === "parquet" ? "parquet" : undefined;
}

export async function sampleOf(file: File, format: Format): Promise<Sample | undefined> {
  if (format === "parquet") return undefined;
  const bytes = await file.slice(0, lookBytes).arrayBuffer();
  const text = decode(bytes);
  return format === "csv" ? csv(text) : jsonl(text);
}

/** UTF-8, or what Chinese spreadsheets write when they do not write that. The cut at the end may part a letter. */
function decode(bytes: ArrayBuffer): string {
  const text = new TextDecoder("utf-8").decode(bytes);
  const broken = text.slice(0, -4).includes("\uFFFD");
  return broken ? new TextDecoder("gb18030").decode(bytes) : text;
}

function csv(text: string): Sample {
  const firstLine = text.slice(0, text.indexOf("\n") < 0 ? undefined : text.indexOf("\n"));
  const count = (mark: string) => firstLine.split(mark).length;
  const separator = [",", ";", "\t"].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
  const rows: string[][] = [[]];
  let cell = "";
  let quoted = false;
  for (let at = 0; at < text.length && rows.length <= shownRows + 2; at += 1) {
    const letter = text[at] ?? "";
    if (quoted) {
      if (letter !== '"') cell += letter;
      else if (text[at + 1] === '"') (cell += '"'), (at += 1);
      else quoted = false;
    } else if (letter === '"' && cell === "") quoted = true;
    else if (letter === separator || letter === "\n") {
      rows.at(-1)?.push(cell.trim());
      cell = "";
      if (letter === "\n") rows.push([]);
    } else cell += letter;
  }
  if (cell) rows.at(-1)?.push(cell.trim());
  const [columns = [], ...found] = rows.filter((row) => row.some(Boolean));
  return { columns, rows: found.slice(0, shownRows) };
}

function jsonl(text: string): Sample {
  const objects: Record<string, unknown>[] = [];
  for (const line of text.split("\n")) {
    if (objects.length === shownRows) break;
    try {
      const value: unknown = JSON.parse(line);
      if (typeof value === "object" && value !== null) objects.push(value as Record<string, unknown>);
    } catch {
      // The server says which lines it cannot read.
    }
  }
  const columns = [...new Set(objects.flatMap((one) => Object.keys(one)))];
  const shown = (value: unknown) => (value === undefined || value === null ? "" : typeof value === "object" ? JSON.stringify(value) : String(value));
  return { columns, rows: objects.map((one) => columns.map((column) => shown(one[column]))) };
}
