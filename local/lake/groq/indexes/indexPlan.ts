import {createHash} from 'node:crypto'
import {parseGroq, type GroqNode} from '../groqNode.ts'
import {expressionKey, mapChildren} from '../groqTree.ts'
import {compileNativeValue} from '../native/nativeCondition.ts'
import type {NativeValue} from '../native/nativeValue.ts'
import {documentSignatureReaders, NUMBERS} from './documentSignature.ts'
import {namedListKey, namedMembers} from './namedValue.ts'
import {productQueries} from './productQueries.ts'
import {queryShapes, type QueryShape} from './queryShape.ts'
import {signatureReaders} from './wordSignature.ts'

/** A value of documents that has a column. */
export interface IndexColumn {
  /** {@link expressionKey} of the expression that gives the value. */
  key: string
  /** Name of the column in SQLite. */
  name: string
  read: NativeValue
  attributes: AttributesRead
}

/**
 * The attributes of a document that a value is computed from, and perhaps others with the names of
 * attributes of array elements; `null` where any may matter.
 */
export type AttributesRead = ReadonlySet<string> | null

/**
 * An array whose values can be searched: the table of members finds the documents that have a value, and
 * a text column has all values of one document.
 */
export interface MemberColumn extends IndexColumn {
  /** Number that stands for it in the table of members. */
  number: number
}

/** The columns and indexes of one type. Its names and their order are part of the fingerprint. */
export interface TypePlan {
  type: string
  /** Number that stands for the type in partial indexes; 0 for all types without a plan. */
  number: number
  columns: IndexColumn[]
  members: MemberColumn[]
  /** Attributes whose words have a column. */
  texts: IndexColumn[]
  /** Columns of the signature of all those words, see `wordSignature.ts`; none without texts. */
  signature: string[]
  /** Names of the columns of each composite index, between the partition and the id. */
  indexes: string[][]
}

/** The columns and indexes of a dataset. */
export interface IndexPlan {
  /** The columns of all types, each once. */
  columns: string[]
  textColumns: string[]
  /** Columns that hold a whole array as text, see {@link MemberColumn}. */
  listColumns: string[]
  types: ReadonlyMap<string, TypePlan>
  /** Plan of types that no query names. */
  others: TypePlan
  /** Differs for plans with different columns or indexes: a dataset's indexes are then created again. */
  fingerprint: string
}

/** Part of the fingerprint; to be increased when the meaning of stored values changes. */
const FORMAT = 8

/** Names of the columns of word signatures, which are not GROQ expressions. */
const WORD_SIGNATURE = ['s_words_1', 's_words_2']

/** Names of the columns of the signature that every document has, see `documentSignature.ts`. */
export const DOCUMENT_SIGNATURE: readonly string[] = Array.from(
  {length: NUMBERS},
  (_, index) => `d_words_${index + 1}`,
)

/** Columns of every document: the Studio's own lists are ordered by them. */
const COMMON = ['_updatedAt', '_createdAt']

let planned: IndexPlan | null = null

/** The plan for the product's queries; it is computed once per process. */
export function productIndexPlan(): IndexPlan {
  planned ??= planIndexes(productQueries())
  return planned
}

/**
 * Decides which columns and indexes answer some queries: one column for each expression that a condition
 * or an order reads, and one index for each combination of the columns that must equal something,
 * followed by those of the order.
 */
export function planIndexes(queries: readonly string[]): IndexPlan {
  const plans = new Map<string, TypePlan>()
  const columnNames = new Set<string>()
  const textNames = new Set<string>()
  const listNames = new Set<string>()
  let members = 0

  function addColumn(plan: TypePlan, expression: GroqNode): string {
    const key = expressionKey(expression)
    const known = plan.columns.find((entry) => entry.key === key)
    if (known) return known.name
    const read = compileNativeValue(expression)
    if (!read) throw new Error('An index column must be an expression of the document alone')
    const name = columnName('k', expression)
    columnNames.add(name)
    plan.columns.push({key, name, read, attributes: attributesRead(expression)})
    return name
  }

  function addMembers(plan: TypePlan, column: IndexColumn): void {
    members += 1
    listNames.add(column.name)
    plan.members.push({...column, number: members})
  }

  function createPlan(type: string, number: number): TypePlan {
    const lists = {columns: [], members: [], texts: [], signature: [], indexes: []}
    const plan: TypePlan = {type, number, ...lists}
    for (const name of COMMON) addColumn(plan, {type: 'AccessAttribute', name})
    for (const [index, read] of documentSignatureReaders().entries()) {
      const name = DOCUMENT_SIGNATURE[index]
      if (name === undefined) continue
      columnNames.add(name)
      plan.columns.push({key: name, name, read, attributes: null})
    }
    return plan
  }

  function addShape(plan: TypePlan, shape: QueryShape): void {
    for (const expression of shape.read) addColumn(plan, expression)
    for (const list of shape.members) {
      const key = expressionKey(list)
      const read = compileNativeValue(list)
      if (!read || plan.members.some((entry) => entry.key === key)) continue
      addMembers(plan, {key, name: columnName('l', list), read, attributes: attributesRead(list)})
      // Whether it is an array at all decides between false and null.
      addColumn(plan, {type: 'FuncCall', namespace: 'global', name: 'count', args: [list]})
    }
    for (const name of shape.named) {
      const key = namedListKey(name)
      const expression: GroqNode = {type: 'AccessAttribute', name}
      const list = compileNativeValue(expression)
      if (!list || plan.members.some((entry) => entry.key === key)) continue
      const read: NativeValue = (document) => namedMembers(list(document))
      const attributes = attributesRead(expression)
      addMembers(plan, {key, name: `l_named_${name}`, read, attributes})
    }
    for (const attribute of shape.texts) {
      const expression: GroqNode = {type: 'AccessAttribute', name: attribute}
      const name = `w_${attribute}`
      const read = compileNativeValue(expression)
      if (!read || plan.texts.some((entry) => entry.name === name)) continue
      const attributes = attributesRead(expression)
      plan.texts.push({key: expressionKey(expression), name, read, attributes})
      textNames.add(name)
    }
    const last = shape.order.length > 0 ? shape.order : shape.range ? [shape.range] : []
    const columns = [...shape.equal, ...last].map((expression) => addColumn(plan, expression))
    if (columns.length > 0) plan.indexes.push([...new Set(columns)])
  }

  function addWordSignature(plan: TypePlan): void {
    const readers = signatureReaders(plan.texts.map(({read}) => read))
    const attributes = new Set(plan.texts.flatMap((text) => [...(text.attributes ?? [])]))
    for (const [index, name] of WORD_SIGNATURE.entries()) {
      const read = readers[index]
      if (!read) continue
      plan.signature.push(name)
      columnNames.add(name)
      plan.columns.push({key: name, name, read, attributes})
    }
  }

  const others = createPlan('', 0)
  const shapes = queries.flatMap((query) => queryShapes(parseWithBounds(query)))
  for (const type of [...new Set(shapes.map((shape) => shape.type))].sort()) {
    plans.set(type, createPlan(type, plans.size + 1))
  }
  for (const shape of shapes) {
    const plan = plans.get(shape.type)
    if (plan) addShape(plan, shape)
  }
  for (const plan of plans.values()) {
    plan.indexes = withoutCased(plan, withoutPrefixes(plan.indexes))
    if (plan.texts.length > 0) addWordSignature(plan)
    // People combine conditions on such a type freely: one index with all short columns counts them.
    if (plan.members.length > 0) plan.indexes.push(shortColumns(plan))
  }

  const layout = [...plans.values()].map((plan) => ({
    ...plan,
    columns: plan.columns.map(({key}) => key),
    members: plan.members.map(({key, number}) => [key, number]),
    texts: plan.texts.map(({key}) => key),
  }))
  return {
    columns: [...columnNames],
    textColumns: [...textNames],
    listColumns: [...listNames],
    types: plans,
    others,
    fingerprint: createHash('sha256')
      .update(JSON.stringify([FORMAT, layout]))
      .digest('hex'),
  }
}

const BOUND = /(?<=\.\.\s*)\$(\w+)|\$(\w+)(?=\s*\.\.)/g

/** Parses a query whose slices may be bounded by parameters: the parser needs values for those. */
function parseWithBounds(query: string): GroqNode {
  const names = [...query.matchAll(BOUND)].flatMap(([, after, before]) => after ?? before ?? [])
  return parseGroq(query, Object.fromEntries(names.map((name) => [name, 1])))
}

function columnName(prefix: string, expression: GroqNode): string {
  const key = expressionKey(expression)
  const words = [...key.matchAll(/"name":"(\w+)"/g)].map(([, word = '']) => word)
  const digest = createHash('sha256').update(key).digest('hex').slice(0, 6)
  return `${prefix}_${words.toReversed().join('_').slice(0, 40)}_${digest}`
}

/** The attributes that an expression of a document alone reads. */
export function attributesRead(expression: GroqNode): AttributesRead {
  const names = new Set<string>()
  let readsAll = false
  const walk = (node: GroqNode): GroqNode => {
    if (node.type === 'AccessAttribute' && !node.base) names.add(node.name)
    else if (node.type === 'This' || node.type === 'Parent' || node.type === 'Everything') {
      readsAll = true
    }
    return mapChildren(node, walk)
  }
  walk(expression)
  return readsAll ? null : names
}

/** Keeps the longest of the indexes that begin with the same columns. */
function withoutPrefixes(indexes: readonly string[][]): string[][] {
  const texts = [...new Set(indexes.map((columns) => columns.join(' ')))].sort()
  return texts
    .filter((text, index) => !texts.slice(index + 1).some((next) => next.startsWith(`${text} `)))
    .map((text) => text.split(' '))
}

/**
 * Leaves out indexes of one attribute, such as `email`, where another begins with its text in lower case:
 * that one finds the few rows with a text as well, and each index of new documents costs.
 */
function withoutCased({columns}: TypePlan, indexes: readonly string[][]): string[][] {
  const first = new Set(indexes.map(([name]) => name))
  return indexes.filter(([name, ...others]) => {
    const column = columns.find((entry) => entry.name === name)
    const [attribute, ...more] = column?.attributes ?? []
    if (others.length > 0 || attribute === undefined || more.length > 0) return true
    if (column?.key !== expressionKey({type: 'AccessAttribute', name: attribute})) return true
    const lower = expressionKey(parseGroq(`lower(${attribute})`))
    return !columns.some((entry) => entry.key === lower && first.has(entry.name))
  })
}

/** Columns of short values that repeat. The columns that most counts filter by come first. */
function shortColumns({columns, members}: TypePlan): string[] {
  const first = ['status', 'engagement', 'subscription'].map((name) =>
    expressionKey({type: 'AccessAttribute', name}),
  )
  const rank = ({key}: IndexColumn) => (first.includes(key) ? first.indexOf(key) : first.length)
  const short = columns
    .filter(
      ({key}) =>
        key.startsWith('{') && !key.includes('"lower"') && !/"(?:email|_\w+At|consent)"/.test(key),
    )
    .sort((a, b) => rank(a) - rank(b))
  return [...short, ...members].map(({name}) => name)
}
