/** Key under which everything that the panel reads of a lead lies in the query cache. */
export function leadDetailKey(id: string): readonly string[] {
  return ['leads', 'detail', id]
}
