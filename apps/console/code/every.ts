/**
 * Every value of a code, in the order of a list: `every<'a' | 'b'>()(['b', 'a'])`. One that the API document has and the
 * list has not, or the other way round, does not compile.
 */
export function every<Code extends string>() {
  return <const List extends readonly Code[]>(
    list: List & ([Code] extends [List[number]] ? unknown : { missing: Exclude<Code, List[number]> }),
  ): List => list;
}
