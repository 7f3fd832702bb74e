//! What follows each mark: how many later ones close something that was open before it.
//!
//! One reading from the end, so that no mark looks through the rest of the line by itself.

use super::token::{Kind, Outlook, Shape, Strength, Token};

pub(super) fn run(tokens: &mut [Token]) {
    let (mut doubles, mut singles, mut singles_within) = (0_usize, 0_usize, 0_usize);
    let mut speech_closes = false;
    for token in tokens.iter_mut().rev() {
        token.outlook = match token.kind {
            Kind::Double => Outlook { closers: doubles, closers_within: doubles, speech_closes },
            Kind::Single => Outlook { closers: singles, closers_within: singles_within, speech_closes },
        };
        let closes = match token.shape {
            Shape::Closes(Strength::Sure | Strength::Likely | Strength::Fair) | Shape::ClosesOrElse => true,
            Shape::Opens(_) | Shape::OpensIfClosed => false,
            Shape::Either if token.kind == Kind::Double => {
                speech_closes = true;
                singles_within = 0;
                continue;
            }
            Shape::Fixed(_) | Shape::Elision | Shape::Closes(Strength::Doubtful) | Shape::Either | Shape::Kept => {
                continue;
            }
        };
        let count = |count: usize| if closes { count + 1 } else { count.saturating_sub(1) };
        match token.kind {
            Kind::Double => {
                doubles = count(doubles);
                singles_within = 0;
                speech_closes = closes;
            }
            Kind::Single => {
                singles = count(singles);
                singles_within = count(singles_within);
            }
        }
    }
}
