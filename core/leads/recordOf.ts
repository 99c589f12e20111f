function holdsAll<Name extends string, Value>(
  record: Readonly<Record<string, Value>>,
  names: readonly Name[],
): record is Record<Name, Value> {
  return names.every((name) => Object.hasOwn(record, name))
}

/** A record with a value for each name. The check that all are there is for the compiler. */
export function recordOf<Name extends string, Value>(
  names: readonly Name[],
  valueOf: (name: Name) => Value,
): Record<Name, Value> {
  const record = Object.fromEntries(names.map((name) => [name, valueOf(name)] as const))
  if (!holdsAll(record, names)) throw new Error('A name is missing in the record.')
  return record
}
