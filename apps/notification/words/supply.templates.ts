import { template, words } from './template.js';

/** What is said of supply, of the care network and of what supervises them: houses and numbers, never a patient. */
export const SUPPLY_TEMPLATES = {
  'displaced-open': template(
    words('停诊或调整：患者待安排', 'Supply changed: patients to be placed'),
    words(
      '{start} 的{pool}已变更，{units} 名患者未能自动改约，请按时安排并登记结果。',
      'The {pool} of {start} changed; {units, plural, one {# patient} other {# patients}} could not be rebooked. Please find them a place and record it.',
    ),
  ),
  'supply-changed': template(
    words('号源已变更', 'Supply changed'),
    words(
      '{start} 的{pool}已变更，受影响的患者均已改约或列入候补首位。',
      'The {pool} of {start} changed; everybody concerned has another unit or the head of the wait list.',
    ),
  ),
  'network-changed': template(
    words('服务网络资料已变更', 'The care network has changed'),
    words(
      '{kind}：{units} 条资料已变更，请核对。',
      '{kind}: {units, plural, one {# row has} other {# rows have}} changed; please check.',
    ),
  ),
  'floor-shortfall': template(
    words('预留号源不足', 'Protected units are missing'),
    words(
      '{start} 的{pool}缺少 {units} 个预留号源，其他渠道的占号已暂停，直至补足。',
      '{units, plural, one {# protected unit is} other {# protected units are}} missing from the {pool} of {start}; other takes are blocked until then.',
    ),
  ),
  'reserve-opened': template(
    words('预留号源已开放', 'Reserved units open'),
    words(
      '{pool}：{sessions} 个时段已开放，其中预留 {units} 个。',
      '{pool}: {sessions, plural, one {# session} other {# sessions}} opened with {units, plural, one {# reserved unit} other {# reserved units}}.',
    ),
  ),
  'reserve-returned': template(
    words('预留号源已退回医院', 'Reserved units returned'),
    words(
      '{pool}：{sessions} 个时段中未使用的 {units} 个预留退回本院，可自行放号。',
      '{pool}: {units, plural, one {# unused reserved unit} other {# unused reserved units}} of {sessions, plural, one {# session} other {# sessions}} {units, plural, one {is} other {are}} your own again.',
    ),
  ),
  'reserve-released': template(
    words('预留号源已释放', 'Reserved units released'),
    words(
      '{pool}：{sessions} 个时段中未使用的 {units} 个预留已释放。',
      '{pool}: {units, plural, one {# unused reserved unit} other {# unused reserved units}} of {sessions, plural, one {# session} other {# sessions}} {units, plural, one {was} other {were}} released.',
    ),
  ),
  'reserve-low': template(
    words('预留号源余量紧张', 'Reserved units run low'),
    words(
      '{pool}：{sessions} 个时段的预留仅剩 {units} 个。',
      '{pool}: {units, plural, one {# reserved unit is} other {# reserved units are}} left in {sessions, plural, one {# session} other {# sessions}}.',
    ),
  ),
  'reserve-release-soon': template(
    words('预留号源即将释放', 'Reserved units about to be released'),
    words(
      '{pool}：{sessions} 个时段中未使用的 {units} 个预留将在一天内释放。',
      '{pool}: {units, plural, one {# unused reserved unit} other {# unused reserved units}} of {sessions, plural, one {# session} other {# sessions}} will be released within a day.',
    ),
  ),
  'waitlist-stalled': template(
    words('候补号源多次未确认', 'Offers lapse again and again'),
    words(
      '{no}（{urgency}，{pool}）：候补提供的号源多次无人确认，请于 {due} 前联系处理。',
      '{no} ({urgency}, {pool}): the offers of the wait list were not answered. Please clear this up before {due}.',
    ),
  ),
  'calendar-missing': template(
    words('{year} 年节假日安排未导入', 'The holidays of {year} are missing'),
    words(
      '{year} 年的节假日及调休表尚未导入，各项时限暂按周一至周五估算，请尽快导入。',
      'No table of holidays and make-up days of {year} has been imported: deadlines are guessed as Monday to Friday. Please import it.',
    ),
  ),
  'anomaly-signalled': template(
    words('有新的监管疑点待核查', 'Something to look at'),
    words(
      '监管疑点 {rule}：新增 {units} 条，请核查；疑点不是处罚。',
      'Signal {rule}: {units} new on the review list. It is a reason to look, not a sanction.',
    ),
  ),
  'pool-frozen': template(
    words('预留号源账目异常，已暂停售出', 'Sale stopped: the books of the reserve do not agree'),
    words(
      '{day} {department} {pool}：规则 {rule} 不成立，除急诊外暂停售出，请核查后由县卫生健康局解除。',
      '{day}, {department}, {pool}: rule {rule} does not hold. Nothing is sold but to emergencies until the health authority lifts this.',
    ),
  ),
};
