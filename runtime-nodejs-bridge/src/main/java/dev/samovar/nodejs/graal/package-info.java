/// Engine `graaljs`: Node's own library in contexts of this JVM.
///
/// The library asks for its host by `internalBinding(name)`: each binding is a script under `graal/binding`,
/// over functions of the host that the classes named `…Functions` define. The engine is used through its own
/// classes (`com.oracle.truffle.js`), as a Node on it must: the Polyglot API has no microtask queue, no
/// module hooks and no promise states.
@org.jspecify.annotations.NullMarked
package dev.samovar.nodejs.graal;
