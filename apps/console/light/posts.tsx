import { useState } from 'react';
import { nameIn } from '../language/in-language';
import { Problem } from '../problem/problem';
import { choosePost, type Post } from '../session/posts';
import { useAsked } from './ask';
import { institutionsAs } from './lists';
import { Refused } from './notice';
import { useSpeech } from './speech';

interface Props {
  readonly posts: readonly Post[];
  readonly onChosen: () => void;
}

/** Somebody with several posts says in which one he works now; before that the door lets him do nothing. */
export function Posts({ posts, onChosen }: Props) {
  const { t } = useSpeech();
  const [problem, setProblem] = useState<Problem>();
  const refuse = (error: unknown) => setProblem(error instanceof Problem ? error : Problem.unreachable(error));
  return (
    <>
      <p>{t('choosePost')}</p>
      <Refused problem={problem} />
      {posts.map((post) => (
        <button key={post.post} type="button" onClick={() => void choosePost(post).then(onChosen, refuse)}>
          <PostInWords post={post} />
        </button>
      ))}
    </>
  );
}

function PostInWords({ post: { post, roles, institution } }: { readonly post: Post }) {
  const { t, language } = useSpeech();
  const { data = [] } = useAsked(`institutions as ${post}`, () => institutionsAs(post));
  const house = data.find(({ code }) => code === institution);
  return (
    <>
      {roles.map((role) => t(`code.role.${role}`)).join(t('and'))} · {nameIn(language, house) ?? institution}
    </>
  );
}
