import { Placeholder } from '../shell/placeholder';

export default function Page() {
  return <Placeholder name="patient" />;
}
