//! Questions that may take long: few at once, and none that nobody waits for.

use std::sync::Arc;
use std::time::Duration;

use ripen_app::Error;
use ripen_store::{Asker, Error as StoreError, FIRST_TRIES, QUESTIONS};
use tokio::sync::Semaphore;
use tokio::time::timeout;

use crate::blocking::blocking;
use crate::problem::Problem;

/// How long a question waits for its turn, and what is said when it did not come.
type Turn = (Duration, &'static str);
const LISTS: Turn = (
    Duration::from_secs(10),
    "many lists are being looked up at the moment; try again shortly",
);
const HISTORY: Turn = (
    Duration::from_secs(30),
    "the whole history is being gone through for others at the moment; try again shortly",
);
/// How many go through the whole history at once: each takes all cores.
const WHOLE: usize = 2;
/// How long one is tried before it counts as costly: an index answers in a fraction of it.
const FIRST_TRY: Duration = Duration::from_millis(300);

/// Turns to ask what may take long. Clones share them.
///
/// Everybody is tried for a moment first, on places of their own. Only what is not answered by then waits for
/// one of the others, among its like: however many costly questions there are, a cheap one passes them.
#[derive(Clone)]
pub struct Questions {
    tried: Arc<Semaphore>,
    costly: Arc<Semaphore>,
    /// Turns for what goes through the whole history.
    whole: Arc<Semaphore>,
}

impl Default for Questions {
    fn default() -> Self {
        Self {
            tried: Arc::new(Semaphore::new(FIRST_TRIES)),
            costly: Arc::new(Semaphore::new(*QUESTIONS)),
            whole: Arc::new(Semaphore::new(WHOLE)),
        }
    }
}

/// Has the asker leave when the client hangs up, which drops the request with all it holds.
struct HangUp(Asker);

impl Drop for HangUp {
    fn drop(&mut self) {
        self.0.leave();
    }
}

impl Questions {
    /// Runs a use case that may take long, in its turn; from the beginning again if it takes longer than
    /// a moment.
    ///
    /// # Errors
    /// 503 when too many others are being answered; 422 when it takes too long; those of the use case.
    pub async fn ask<T: Send + 'static>(
        &self,
        work: impl FnOnce(Asker) -> ripen_app::Result<T> + Clone + Send + 'static,
    ) -> Result<T, Problem> {
        let first = Asker::waiting(FIRST_TRY);
        match in_turn((&self.tried, LISTS), first, work.clone()).await? {
            Err(Error::Store(StoreError::TooCostly)) => {}
            answer => return answer.map_err(Problem::from),
        }
        let answer = in_turn((&self.costly, LISTS), Asker::default(), work).await?;
        answer.map_err(Problem::from)
    }

    /// Runs a use case that goes through the whole history, in its turn. Whoever hangs up before that is not answered.
    ///
    /// # Errors
    /// 503 when too many others are being answered; those of the use case.
    pub async fn ask_whole<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> ripen_app::Result<T> + Send + 'static,
    ) -> Result<T, Problem> {
        let places = (&self.whole, HISTORY);
        let answer = in_turn(places, Asker::default(), |_| work()).await?;
        answer.map_err(Problem::from)
    }
}

/// Answers a question on one of these places.
async fn in_turn<T: Send + 'static>(
    (places, (patience, busy)): (&Arc<Semaphore>, Turn),
    asker: Asker,
    work: impl FnOnce(Asker) -> ripen_app::Result<T> + Send + 'static,
) -> Result<ripen_app::Result<T>, Problem> {
    let Ok(Ok(turn)) = timeout(patience, places.clone().acquire_owned()).await else {
        return Err(Problem::unavailable(busy));
    };
    let hang_up = HangUp(asker.clone());
    let answer = blocking(move || {
        let _turn = turn;
        Ok(work(asker))
    })
    .await;
    drop(hang_up);
    answer
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::sync::mpsc::{Sender, channel};

    use std::sync::Mutex;

    use super::*;

    /// A question that is not answered at the first try, and then not before it is told.
    fn costly(
        questions: &Questions,
        begun: &Arc<AtomicUsize>,
    ) -> (tokio::task::JoinHandle<Result<usize, Problem>>, Sender<()>) {
        let (tell, told) = channel::<()>();
        let (told, tries) = (Arc::new(Mutex::new(told)), Arc::new(AtomicUsize::new(0)));
        let (questions, begun) = (questions.clone(), begun.clone());
        let work = move |_: Asker| match tries.fetch_add(1, Ordering::SeqCst) {
            0 => Err(Error::Store(StoreError::TooCostly)),
            tried => {
                begun.fetch_add(1, Ordering::SeqCst);
                // Whoever tells has gone away when the test is over.
                let _ = told.lock().map(|told| told.recv());
                Ok(tried + 1)
            }
        };
        (tokio::spawn(async move { questions.ask(work).await }), tell)
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn cheap_questions_pass_costly_ones_that_wait() {
        let questions = Questions::default();
        let begun = Arc::new(AtomicUsize::new(0));
        let many = *QUESTIONS + 5;
        let waiting: Vec<_> = (0..many).map(|_| costly(&questions, &begun)).collect();
        // All places for costly ones are taken.
        while begun.load(Ordering::SeqCst) < *QUESTIONS {
            tokio::task::yield_now().await;
        }
        for nth in 0..50 {
            let answer = questions.ask(move |_| Ok(nth)).await;
            assert_eq!(answer.ok(), Some(nth));
        }
        assert_eq!(begun.load(Ordering::SeqCst), *QUESTIONS, "as many as may");
        // One after the other is answered, at the second try.
        for (_, tell) in &waiting {
            tell.send(()).expect("it waits or will");
        }
        for (answer, _) in waiting {
            assert_eq!(answer.await.expect("it ends").ok(), Some(2));
        }
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn whoever_hangs_up_before_their_turn_costs_nothing() {
        let questions = Questions::default();
        let begun = Arc::new(AtomicUsize::new(0));
        let (tell, told) = channel::<()>();
        let told = Arc::new(Mutex::new(told));
        let ask = || {
            let (questions, begun, told) = (questions.clone(), begun.clone(), told.clone());
            let work = move || {
                begun.fetch_add(1, Ordering::SeqCst);
                let _ = told.lock().map(|told| told.recv());
                Ok(())
            };
            tokio::spawn(async move { questions.ask_whole(work).await.is_ok() })
        };
        let running: Vec<_> = (0..WHOLE).map(|_| ask()).collect();
        while begun.load(Ordering::SeqCst) < WHOLE {
            tokio::task::yield_now().await;
        }
        let waiting: Vec<_> = (0..10).map(|_| ask()).collect();
        for one in waiting {
            one.abort();
            assert!(one.await.is_err_and(|error| error.is_cancelled()));
        }
        drop(tell);
        for one in running {
            assert!(one.await.expect("it ends"));
        }
        assert!(ask().await.expect("it ends"));
        assert_eq!(begun.load(Ordering::SeqCst), WHOLE + 1);
    }

    #[tokio::test]
    async fn what_is_too_costly_for_both_tries_says_so() {
        let tries = Arc::new(AtomicUsize::new(0));
        let counted = tries.clone();
        let never = move |_: Asker| -> ripen_app::Result<()> {
            counted.fetch_add(1, Ordering::SeqCst);
            Err(Error::Store(StoreError::TooCostly))
        };
        let answer = Questions::default().ask(never).await;
        assert!(answer.is_err());
        assert_eq!(tries.load(Ordering::SeqCst), 2);
    }
}
