//! The one writer (`docs/decisions/0031-grouped-commits.md`): whatever waits to be written is written in one
//! transaction, committed once, and only then is each caller told.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use tokio::sync::{mpsc, oneshot};

use crate::database::{Pool, Store, Write};
use crate::error::{Error, Result};
use crate::registering::{Registration, register};

/// The most units of work that share a commit.
const GROUP: usize = 256;

/// Units that may wait; further callers wait before they are in the queue.
const WAITING: usize = 1024;

/// What a unit of work does within a transaction that others share.
pub(crate) type Doing<'a, T> = Pin<Box<dyn Future<Output = Result<T>> + Send + 'a>>;

/// One statement with values of its own, as a unit of work.
macro_rules! execute {
    ($store:expr, $query:expr) => {
        $store
            .in_turn(move |write| {
                Box::pin(async move {
                    match write {
                        $crate::database::Write::Sqlite(db) => $query.execute(&mut **db).await.map(drop)?,
                        $crate::database::Write::Postgres(db) => $query.execute(&mut **db).await.map(drop)?,
                    }
                    Ok(())
                })
            })
            .await
    };
}
pub(crate) use execute;

/// Something in the queue.
enum Order {
    Register(Box<Registration>),
    Unit(Box<dyn Unit>),
    /// Finish; nothing is taken after it.
    Finish(oneshot::Sender<()>),
}

/// A unit of work: all of it stays, or nothing.
trait Unit: Send {
    /// Whether its caller still waits.
    fn is_awaited(&self) -> bool;
    /// Does it; answers whether what it wrote is to stay.
    fn run<'a>(&'a mut self, write: &'a mut Write) -> Pin<Box<dyn Future<Output = bool> + Send + 'a>>;
    /// Tells the caller what became of it, or that nothing was committed.
    fn answer(self: Box<Self>, failure: Option<Error>);
}

struct Asked<T, W> {
    work: Option<W>,
    outcome: Option<Result<T>>,
    caller: oneshot::Sender<Result<T>>,
}

impl<T, W> Unit for Asked<T, W>
where
    T: Send,
    W: for<'a> FnOnce(&'a mut Write) -> Doing<'a, T> + Send,
{
    fn is_awaited(&self) -> bool {
        !self.caller.is_closed()
    }

    fn run<'a>(&'a mut self, write: &'a mut Write) -> Pin<Box<dyn Future<Output = bool> + Send + 'a>> {
        Box::pin(async move {
            let Some(work) = self.work.take() else { return false };
            let outcome = work(write).await;
            let stays = outcome.is_ok();
            self.outcome = Some(outcome);
            stays
        })
    }

    fn answer(self: Box<Self>, failure: Option<Error>) {
        tell(self.caller, self.outcome, failure);
    }
}

/// Tells a caller: its own fault before the group's. One that does not wait any more is not told.
pub(crate) fn tell<T>(
    caller: oneshot::Sender<Result<T>>,
    outcome: Option<Result<T>>,
    failure: Option<Error>,
) {
    let told = match (outcome, failure) {
        (Some(Err(own)), _) => Err(own),
        (_, Some(failure)) => Err(failure),
        (Some(Ok(done)), None) => Ok(done),
        (None, None) => Err(lost()),
    };
    drop(caller.send(told));
}

/// The writer ended without an answer.
pub(crate) fn lost() -> Error {
    Error::Database(sqlx::Error::WorkerCrashed)
}

/// The way to the writer.
#[derive(Clone)]
pub(crate) struct Queue(mpsc::Sender<Order>);

impl Queue {
    /// Starts the writer; it ends with the last copy of the queue.
    pub(crate) fn start(writing: Pool) -> Self {
        let (sender, receiver) = mpsc::channel(WAITING);
        tokio::spawn(serve(writing, receiver));
        Self(sender)
    }

    async fn send(&self, order: Order) -> Result<()> {
        self.0.send(order).await.map_err(|_| Error::Database(sqlx::Error::PoolClosed))
    }

    /// Takes an application in, together with others that wait.
    pub(crate) async fn register(&self, registration: Registration) -> Result<()> {
        self.send(Order::Register(Box::new(registration))).await
    }

    /// Waits until everything that was in the queue is done; nothing is taken after that.
    pub(crate) async fn finish(&self) {
        let (done, waiting) = oneshot::channel();
        if self.send(Order::Finish(done)).await.is_ok() {
            // A writer that is gone has nothing left to do.
            drop(waiting.await);
        }
    }
}

impl Store {
    /// Has a unit of work done by the writer, in one transaction with others that wait; it is on disk when this returns.
    /// Whether it is done does not depend on the caller still waiting, once it has begun.
    pub(crate) async fn in_turn<T, W>(&self, work: W) -> Result<T>
    where
        T: Send + 'static,
        W: for<'a> FnOnce(&'a mut Write) -> Doing<'a, T> + Send + 'static,
    {
        let (caller, answer) = oneshot::channel();
        self.queue.send(Order::Unit(Box::new(Asked { work: Some(work), outcome: None, caller }))).await?;
        answer.await.unwrap_or_else(|_| Err(lost()))
    }
}

async fn serve(writing: Pool, mut queue: mpsc::Receiver<Order>) {
    let mut orders = Vec::with_capacity(GROUP);
    while queue.recv_many(&mut orders, GROUP).await > 0 {
        let mut group = Group::default();
        let mut finished = None;
        for order in orders.drain(..) {
            match order {
                _ if finished.is_some() => {}
                Order::Register(registration) if registration.is_awaited() => {
                    group.registrations.push(*registration);
                }
                Order::Unit(unit) if unit.is_awaited() => group.units.push(unit),
                Order::Register(_) | Order::Unit(_) => {}
                Order::Finish(done) => finished = Some(done),
            }
        }
        // In a task of its own: a unit that panics takes its group with it, not the writer.
        drop(tokio::spawn(group.write(writing.clone())).await);
        if let Some(done) = finished {
            queue.close();
            // Whoever asked may have left.
            let _ = done.send(());
            return;
        }
    }
}

/// What is committed together.
#[derive(Default)]
struct Group {
    registrations: Vec<Registration>,
    units: Vec<Box<dyn Unit>>,
}

impl Group {
    async fn write(mut self, writing: Pool) {
        if self.registrations.is_empty() && self.units.is_empty() {
            return;
        }
        let failure = self.commit(&writing).await.err().map(Arc::new);
        let told = || failure.clone().map(Error::NotWritten);
        for registration in self.registrations {
            registration.answer(told());
        }
        for unit in self.units {
            unit.answer(told());
        }
    }

    async fn commit(&mut self, writing: &Pool) -> sqlx::Result<()> {
        let mut write = Write::begin(writing).await?;
        if !self.registrations.is_empty() && register(&mut write, &mut self.registrations).await.is_err() {
            // One of them spoils the others: each for itself, then, from the beginning.
            write.roll_back().await?;
            write = Write::begin(writing).await?;
            for registration in &mut self.registrations {
                write.mark().await?;
                match register(&mut write, std::slice::from_mut(registration)).await {
                    Ok(()) => write.keep().await?,
                    Err(error) => {
                        registration.refuse(error);
                        write.undo().await?;
                    }
                }
            }
        }
        if self.registrations.is_empty() && self.units.len() == 1 {
            let stays = self.units[0].run(&mut write).await;
            return if stays { write.commit().await } else { write.roll_back().await };
        }
        for unit in &mut self.units {
            write.mark().await?;
            if unit.run(&mut write).await {
                write.keep().await?;
            } else {
                write.undo().await?;
            }
        }
        write.commit().await
    }
}
