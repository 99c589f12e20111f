import {
  fieldPath,
  leadField,
  type FieldSort,
  type LeadFieldName,
  type LeadFieldType,
} from './leadFields.ts'

const SORT_BY_TYPE: Record<LeadFieldType, (path: string) => FieldSort | null> = {
  text: (path) => ({expression: `lower(${path})`, first: 'asc', jump: 'letters'}),
  email: (path) => ({expression: `lower(${path})`, first: 'asc', jump: 'letters'}),
  phone: (path) => ({expression: `lower(${path})`, first: 'asc', jump: 'ends'}),
  linkedIn: (path) => ({expression: `lower(${path})`, first: 'asc', jump: 'ends'}),
  user: (path) => ({expression: path, first: 'asc', jump: 'ends'}),
  choice: (path) => ({expression: path, first: 'asc', jump: 'ends'}),
  tags: (path) => ({expression: `lower(${path}[0])`, first: 'asc', jump: 'letters'}),
  references: () => null,
  number: (path) => ({expression: path, first: 'desc', jump: 'ends'}),
  moment: (path) => ({expression: path, first: 'desc', jump: 'dates'}),
}

/** How leads are ordered by a field; `null` when it has no order. */
export function fieldSort(name: LeadFieldName): FieldSort | null {
  const {type, sort} = leadField(name)
  return sort === undefined ? SORT_BY_TYPE[type](fieldPath(name)) : sort
}
