/** Lists that are read whole, because a company has some hundreds of them at most: people, units, sources. */
interface Page<Row> {
  data: Row[];
  next_cursor?: string | null;
}

const size = 200;

export async function allPages<Row>(read: (query: { limit: number; cursor?: string }) => Promise<Page<Row>>): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor: string | null | undefined;
  do {
    const page = await read({ limit: size, ...(cursor ? { cursor } : {}) });
    rows.push(...page.data);
    cursor = page.next_cursor;
  } while (cursor);
  return rows;
}
