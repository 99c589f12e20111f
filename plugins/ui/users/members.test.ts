import {describe, expect, test} from 'vitest'
import {membersOfSite, roleOf, type Member} from './members.ts'

function member(id: string, role: string, isRobot = false): Member {
  return {id, name: null, isRobot, roles: [{name: role, title: `Title of ${role}`}]}
}

const MEMBERS = [
  member('own', 'acme-editor'),
  member('other', 'blue-editor'),
  member('root', 'administrator'),
  member('everybody', 'editor'),
  member('machine', 'administrator', true),
  {...member('none', ''), roles: []},
]

describe('members of the project', () => {
  test('work on a site by a role that is for it or for the whole project', () => {
    expect(membersOfSite(MEMBERS, 'acme').map(({id}) => id)).toEqual(['own', 'root', 'everybody'])
  })

  test('are shown by their role where their name is not known', () => {
    expect(roleOf(MEMBERS, 'own')).toBe('Title of acme-editor')
    expect(roleOf(MEMBERS, 'none')).toBeNull()
    expect(roleOf(MEMBERS, 'gone')).toBeNull()
  })
})
