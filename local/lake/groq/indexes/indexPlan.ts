import {createHash} from 'node:crypto'
import {parseGroq, type GroqNode} from '../groqNode.ts'
import {valueOf} from '../native/nativeCondition.ts'
import type {NativeValue} from '../native/nativeValue.ts'
import {attributesRead, type AttributesRead} from './attributesRead.ts'
import {documentSignatureReaders, NUMBERS} from './documentSignature.ts'
import {expressionKey} from '../groqTree.ts'
import {namedListKey, namedMembers} from './namedValue.ts'
import {productQueries} from './productQueries.ts'
import {queryShapes} from './queryShape.ts'
import {signatureReaders} from './wordSignature.ts'

/** A value of documents that is kept beside them. */
export interface IndexColumn {
  /** {@link expressionKey} of the expression that gives the value. */
  key: string
  /** Name of the column in SQLite. */
  name: string
  read: NativeValue
  /** What it reads of a document. */
  attributes: AttributesRead
}

/**
 * An array whose values can be looked for: in a table of members, which finds the documents that
 * have one, and in a text with all of them beside the other columns, which tells of one document.
 */
export interface MemberColumn extends IndexColumn {
  /** Number that stands for it in the table of members. */
  number: number
}

/** What is kept of the documents of one type. */
export interface TypePlan {
  type: string
  /** Number that stands for the type in partial indexes; 0 for all types without a plan. */
  number: number
  columns: IndexColumn[]
  members: MemberColumn[]
  /** Attributes whose words are kept. */
  texts: IndexColumn[]
  /** Columns of the signature of all those words, see `wordSignature.ts`; none without texts. */
  signature: string[]
  /** Names of the columns of each composite index, between the partition and the id. */
  indexes: string[][]
}

/** Which columns and indexes a dataset has. */
export interface IndexPlan {
  /** Every column there is, those of all types, each once. */
  columns: string[]
  textColumns: string[]
  /** Columns that hold a whole array as text, see {@link MemberColumn}. */
  listColumns: string[]
  types: ReadonlyMap<string, TypePlan>
  /** Plan of types that no query names. */
  others: TypePlan
  /** Changes with everything that would need the indexes to be made anew. */
  fingerprint: string
}

/** Grows when the meaning of what is stored changes, so that it is made anew. */
const FORMAT = 7

/** Names of the columns of signatures, which are no expressions of GROQ. */
const SIGNATURE = ['s_words_1', 's_words_2']

/** Names of the columns of the signature that every document has, see `documentSignature.ts`. */
export const DOCUMENT_SIGNATURE: readonly string[] = Array.from(
  {length: NUMBERS},
  (_, index) => `d_words_${index + 1}`,
)

/** Columns that every document has: the Studio's own lists are ordered by them. */
const COMMON = ['_updatedAt', '_createdAt']

function nameOf(prefix: string, expression: GroqNode): string {
  const key = expressionKey(expression)
  const words: string[] = []
  key.replaceAll(/"name":"(\w+)"/g, (_, word: string) => {
    words.push(word)
    return ''
  })
  const digest = createHash('sha256').update(key).digest('hex').slice(0, 6)
  return `${prefix}_${words.toReversed().join('_').slice(0, 40)}_${digest}`
}

const BOUND = /(?<=\.\.\s*)\$(\w+)|\$(\w+)(?=\s*\.\.)/g

/** A query whose slices may be bounded by parameters, which the parser wants to know. */
function parsed(query: string): GroqNode {
  const names = [...query.matchAll(BOUND)].flatMap(([, after, before]) => after ?? before ?? [])
  return parseGroq(query, Object.fromEntries(names.map((name) => [name, 1])))
}

/** Keeps the longest of indexes that begin alike. */
function withoutPrefixes(indexes: readonly string[][]): string[][] {
  const texts = [...new Set(indexes.map((columns) => columns.join(' ')))].sort()
  return texts
    .filter((text, index) => !texts.slice(index + 1).some((next) => next.startsWith(`${text} `)))
    .map((text) => text.split(' '))
}

/**
 * Works out which columns and indexes answer a list of queries: one column for each expression that
 * a condition or an order reads, and one index for each combination of what must be equal, followed
 * by what the result is ordered by.
 */
export function planIndexes(queries: readonly string[]): IndexPlan {
  const plans = new Map<string, TypePlan>()
  const columnNames = new Set<string>()
  const textNames = new Set<string>()
  const listNames = new Set<string>()
  let members = 0

  const column = (plan: TypePlan, expression: GroqNode): string => {
    const key = expressionKey(expression)
    const known = plan.columns.find((entry) => entry.key === key)
    if (known) return known.name
    const read = valueOf(expression)
    if (!read) throw new Error('An index column must be an expression of the document alone')
    const name = nameOf('k', expression)
    columnNames.add(name)
    plan.columns.push({key, name, read, attributes: attributesRead(expression)})
    return name
  }
  const newPlan = (type: string, number: number): TypePlan => {
    const plan: TypePlan = {
      type,
      number,
      columns: [],
      members: [],
      texts: [],
      signature: [],
      indexes: [],
    }
    for (const name of COMMON) column(plan, {type: 'AccessAttribute', name})
    for (const [index, read] of documentSignatureReaders().entries()) {
      const name = DOCUMENT_SIGNATURE[index]
      if (name === undefined) continue
      columnNames.add(name)
      plan.columns.push({key: name, name, read, attributes: null})
    }
    return plan
  }
  const others = newPlan('', 0)
  const shapes = queries.flatMap((query) => queryShapes(parsed(query)))
  for (const type of [...new Set(shapes.map((shape) => shape.type))].sort()) {
    plans.set(type, newPlan(type, plans.size + 1))
  }
  for (const shape of shapes) {
    const plan = plans.get(shape.type)
    if (!plan) continue
    for (const expression of shape.read) column(plan, expression)
    for (const list of shape.members) {
      const key = expressionKey(list)
      const read = valueOf(list)
      if (!read || plan.members.some((entry) => entry.key === key)) continue
      members += 1
      const name = nameOf('l', list)
      listNames.add(name)
      const attributes = attributesRead(list)
      plan.members.push({key, name, number: members, read, attributes})
      // Whether it is an array at all decides between false and null.
      column(plan, {type: 'FuncCall', namespace: 'global', name: 'count', args: [list]})
    }
    for (const attribute of shape.named) {
      const key = namedListKey(attribute)
      const expression: GroqNode = {type: 'AccessAttribute', name: attribute}
      const read = valueOf(expression)
      if (!read || plan.members.some((entry) => entry.key === key)) continue
      members += 1
      const name = `l_named_${attribute}`
      listNames.add(name)
      const values: NativeValue = (document) => namedMembers(read(document))
      const attributes = attributesRead(expression)
      plan.members.push({key, name, number: members, read: values, attributes})
    }
    for (const name of shape.texts) {
      const expression: GroqNode = {type: 'AccessAttribute', name}
      const read = valueOf(expression)
      if (!read || plan.texts.some((entry) => entry.name === `w_${name}`)) continue
      const attributes = attributesRead(expression)
      plan.texts.push({key: expressionKey(expression), name: `w_${name}`, read, attributes})
      textNames.add(`w_${name}`)
    }
    const last = shape.order.length > 0 ? shape.order : shape.range ? [shape.range] : []
    const columns = [...shape.equal, ...last].map((expression) => column(plan, expression))
    if (columns.length > 0) plan.indexes.push([...new Set(columns)])
  }
  for (const plan of plans.values()) {
    plan.indexes = withoutPrefixes(plan.indexes)
    if (plan.texts.length > 0) {
      const readers = signatureReaders(plan.texts.map(({read}) => read))
      const attributes = new Set(plan.texts.flatMap((text) => [...(text.attributes ?? [])]))
      for (const [index, name] of SIGNATURE.entries()) {
        const read = readers[index]
        if (!read) continue
        plan.signature.push(name)
        columnNames.add(name)
        plan.columns.push({key: name, name, read, attributes})
      }
    }
    // People combine conditions on these as they like: one index that has all of them to count by.
    if (plan.members.length > 0) plan.indexes.push(factColumns(plan))
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

/** Columns of values that are short and repeat, the first index's equal columns before others. */
function factColumns({columns, members}: TypePlan): string[] {
  const first = ['status', 'engagement', 'subscription'].map((name) =>
    expressionKey({type: 'AccessAttribute', name}),
  )
  const rank = ({key}: IndexColumn) => (first.includes(key) ? first.indexOf(key) : first.length)
  const facts = columns
    .filter(
      ({key}) =>
        key.startsWith('{') && !key.includes('"lower"') && !/"(?:email|_\w+At|consent)"/.test(key),
    )
    .sort((a, b) => rank(a) - rank(b))
  return [...facts, ...members].map(({name}) => name)
}

let planned: IndexPlan | null = null

/** The plan for the product's queries; worked out once a process. */
export function productIndexPlan(): IndexPlan {
  planned ??= planIndexes(productQueries())
  return planned
}
