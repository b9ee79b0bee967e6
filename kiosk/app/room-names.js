// What a room is called in the language of a page. Where it has no name in that, it is called as in the
// log, in whatever language that is.

export function nameOf(room, { language }) {
  return (room.language !== language && room.names?.[language]) || room.name;
}

// The language of that name, for the one that draws or reads it; null if nobody has said.
export function languageOf(room, { language }) {
  return room.language !== language && room.names?.[language] ? language : (room.language ?? null);
}

// The name of the room with this id among some, else the id.
export function nameAmong(rooms, id, texts) {
  const room = rooms.find((each) => each.id === id);
  return room ? nameOf(room, texts) : id;
}
