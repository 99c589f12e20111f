/** A name, and how its bearer spells it in an address. */
export interface AwkwardPerson {
  name: string
  local: string
}

/** Names that software likes to stumble over. Every one is a possible name of a real person. */
export const AWKWARD_PEOPLE: readonly AwkwardPerson[] = [
  {name: "Siobhán O'Brien", local: "siobhan.o'brien"},
  {name: 'Łukasz Żółkiewski', local: 'lukasz.zolkiewski'},
  {name: '李 伟', local: 'li.wei'},
  {name: '山田 花子', local: 'yamada.hanako'},
  {name: 'Nguyễn Thị Minh Khai', local: 'minhkhai.nguyen'},
  {name: 'محمد عبد الله', local: 'm.abdallah'},
  {name: 'Ольга Ковалёва', local: 'o.kovaleva'},
  {name: 'Jean-Baptiste de La Rochefoucauld-Doudeauville', local: 'jb+galerie'},
  {name: 'Null', local: 'jennifer.null'},
  {name: 'Sukarno', local: 'sukarno'},
  {name: "N'Golo D'Souza-O'Neill", local: "ngolo.d'souza"},
  {name: 'Björk Guðmundsdóttir', local: 'bjork'},
  {name: 'María José Carreño Quiñones', local: 'mariajose.carreno'},
  {name: 'Ng', local: 'ng'},
  {name: 'Hubert Blaine Wolfeschlegelsteinhausenbergerdorff', local: 'hubert.w'},
  {name: 'Dr. Þórunn Æsa van der Bergh-Åkesson', local: 'thorunn_aesa'},
]
