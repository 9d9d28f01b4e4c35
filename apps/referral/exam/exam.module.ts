import { Module } from '@nestjs/common';
import { NetworkModule } from '../network/network.module.js';
import { ExamController } from './exam.controller.js';
import { ExamReadings } from './exam-readings.js';
import { Exams } from './exams.js';

/** Exam orders, their results, and what of them everybody recognises. */
@Module({ imports: [NetworkModule], controllers: [ExamController], providers: [Exams, ExamReadings] })
export class ExamModule {}
